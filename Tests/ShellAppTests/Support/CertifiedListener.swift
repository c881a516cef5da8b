/// What a shell does so that clients may log on with certificates.
enum CertifiedListener {
  /// Lets the local computer listen to HTTPS, moves its listener for HTTP to a free port, and makes a
  /// certificate for a client, which the computer trusts: `$server`, `$client`, and `client.cer`.
  static func script(secure: Int, plain: Int) -> String {
    """
    Set-Item WSMan:\\localhost\\Service\\Auth\\Certificate true -Force
    Set-Item WSMan:\\localhost\\Service\\Auth\\Basic true -Force
    Set-Item WSMan:\\localhost\\Service\\AllowUnencrypted true -Force
    Set-Item WSMan:\\localhost\\Client\\AllowUnencrypted true -Force
    $server = New-SelfSignedCertificate -DnsName $env:COMPUTERNAME, localhost
    $null = New-Item WSMan:\\localhost\\Listener -Address * -Transport HTTPS -Port \(secure) `
      -CertificateThumbPrint $server.Thumbprint -Force
    $listener = (dir WSMan:\\localhost\\Listener | where Keys -contains 'Transport=HTTP').Name
    Set-Item WSMan:\\localhost\\Listener\\$listener\\Port \(plain) -Force
    $client = New-SelfSignedCertificate -DnsName alice.example.com
    $null = Export-Certificate client.cer -Cert $client
    $null = Import-Certificate client.cer -CertStoreLocation Cert:\\LocalMachine\\Root
    """
  }
}
