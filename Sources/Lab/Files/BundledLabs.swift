/// Labs that are part of the program, so that an installed one needs no other files.
///
/// A test compares each with its file in `examples/labs`.
public enum BundledLabs {
  /// The names of all bundled labs.
  public static let names = ["contoso"]

  /// The lab file of a bundled lab, letter case ignored; nil when there is none of that name.
  public static func text(of name: String) -> String? {
    name.lowercased() == "contoso" ? contoso : nil
  }

  private static let contoso = #"""
    # The lab "contoso": three servers of a small company. It is built into the program:
    #
    #   wsmansh --lab contoso            the shell, with these computers in reach
    #   wsmansh serve --lab contoso      the same computers behind real sockets on this machine
    #
    # Every account below has the password P@ssw0rd.

    name: contoso
    summary: Three servers of the domain contoso.com.
    domain: contoso.com

    # Accounts of the domain, written CONTOSO\alice or alice@contoso.com.
    users:
      - name: administrator
        password: P@ssw0rd
        groups: [Domain Admins, Domain Users]
      - name: alice
        password: P@ssw0rd
        groups: [Domain Users]

    computers:
      # A server as it is after installation.
      - name: server01
        addresses: [192.0.2.11]
        users:
          - name: administrator
            password: P@ssw0rd
            groups: [Administrators]

      # This one also takes Basic authentication in clear text, which works over plain HTTP, and listens for
      # HTTPS too, with the certificate that the authority of the lab has given it.
      - name: server02
        addresses: [192.0.2.12]
        listeners:
          - transport: HTTP
          - transport: HTTPS
        configuration:
          Service\Auth\Basic: true
          Service\AllowUnencrypted: true
        users:
          - name: administrator
            password: P@ssw0rd
            groups: [Administrators]
          - name: operator
            password: P@ssw0rd
            groups: [Remote Management Users]

      # The domain controller answers a little later than the others, and is stricter.
      - name: dc01
        addresses: [192.0.2.10]
        configuration:
          MaxEnvelopeSizekb: 1024
          Service\MaxConnections: 50
        network:
          delay: 20
        users:
          - name: administrator
            password: P@ssw0rd
            groups: [Administrators]

    """#
}
