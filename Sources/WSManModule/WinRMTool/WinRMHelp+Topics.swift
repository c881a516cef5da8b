import WSManProtocol

// A page for each topic that is no operation.
extension WinRMHelp {
  static var topicPages: [Page] {
    [uris, aliases, config, certmapping, remoting, auth, proxy, input, filters, switches]
  }

  private static let uris = Page(
    "uris", "uri",
    text: """
      A resource URI names what is meant, and behind ? which instance of it:

      RESOURCE_URI[?KEY=VALUE[+KEY=VALUE ...]]

      Its first step may be an alias (winrm help aliases). Letter case does not matter in URIs and keys.

      Configuration of WinRM   winrm/config, winrm/config/listener, winrm/config/plugin, ...
      Classes of WMI           wmi/root/cimv2/Win32_Service, or shorter wmicimv2/Win32_Service
      Remote shells            shell/cmd

      winrm get wmicimv2/Win32_Service?Name=spooler
      winrm enumerate wmicimv2/Win32_Service
      winrm enumerate wmicimv2/* -filter:"select * from Win32_Service where StartMode='Auto'"
      winrm create shell/cmd -file:shell.xml -remote:server01
      winrm enumerate shell/cmd -remote:server01

      An instance has to be named with all its keys. A class with the name * is only for lists with a filter.
      """)

  private static var aliases: Page {
    let width = ResourceAliases.table.map(\.alias.count).max() ?? 0
    let rows = ResourceAliases.table.map { alias, expansion in
      "\(alias)\(String(repeating: " ", count: width - alias.count))   \(expansion)"
    }
    return Page(
      "aliases", "alias",
      text: """
        The first step of a resource URI may be one of these short names:

        \(rows.joined(separator: "\n"))

        winrm get wmicimv2/Win32_Service?Name=spooler reads the same as
        winrm get http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/Win32_Service?Name=spooler
        """)
  }

  private static let config = Page(
    "config",
    text: """
      The configuration of WinRM is a tree of resources:

      winrm get winrm/config                           everything but the lists
      winrm get winrm/config/client                    the client
      winrm get winrm/config/service                   the service
      winrm get winrm/config/winrs                     remote shells
      winrm enumerate winrm/config/resource            resources of the plugins
      winrm enumerate winrm/config/listener            listeners
      winrm enumerate winrm/config/plugin              plugins
      winrm enumerate winrm/config/service/certmapping accounts of client certificates

      A listener has the keys Address and Transport. Address is *, IP:192.0.2.10 or MAC:00-00-5E-00-53-01;
      Transport is HTTP (port 5985) or HTTPS (port 5986). HTTPS needs a certificate for server authentication
      whose name is Hostname, named by CertificateThumbprint.

      winrm create winrm/config/listener?Address=*+Transport=HTTP
      winrm create winrm/config/Listener?Address=*+Transport=HTTPS @{Hostname="HOST";CertificateThumbprint="XXX"}
      winrm set winrm/config/listener?Address=*+Transport=HTTPS @{Enabled="false"}
      winrm delete winrm/config/listener?Address=*+Transport=HTTP

      winrm set winrm/config @{MaxEnvelopeSizekb="100"}
      winrm set winrm/config/client/auth @{Basic="true"}
      winrm set winrm/config/client @{TrustedHosts="<local>"}
      winrm set winrm/config/client @{TrustedHosts="1.2.3.4,[1:2:3::8]"}

      Back to the defaults, of everything or of the plugins:

      winrm invoke Restore winrm/config @{}
      winrm invoke Restore winrm/config/plugin @{}
      """)

  private static let certmapping = Page(
    "certmapping",
    text: """
      Entries of winrm/config/service/certmapping give client certificates an account. The keys of an entry
      are Issuer (thumbprint of the issuing certificate), Subject and URI; UserName, Password and Enabled are
      its values. A * in front of Subject, and behind URI, stands for anything.

      winrm enumerate winrm/config/service/certmapping
      winrm create winrm/config/service/certmapping?Issuer=XXX+Subject=*.contoso.com+URI=wmicimv2/* @{UserName="USER";Password="PASSWORD"} -remote:localhost
      winrm delete winrm/config/service/certmapping?Issuer=XXX+Subject=*.contoso.com+URI=wmicimv2/* -remote:localhost

      Changes to entries have to go through the service: on this computer, too, -remote:localhost is needed.
      """)

  private static let remoting = Page(
    "remoting",
    text: """
      Without -remote the local service is meant.

      -r[emote]:[TRANSPORT://]HOST[:PORT][/PREFIX]
          Another computer: a name or an address, IPv6 in brackets. Without a transport HTTP with port 5985 is
          used, with -usessl HTTPS with port 5986.
      -usessl, -ssl    uses HTTPS
      -unencrypted     sends messages over HTTP in the clear; AllowUnencrypted must allow it on both sides
      -encoding:utf-8|utf-16

      winrm get winrm/config -r:server01
      winrm get winrm/config -r:https://server01:5986 -u:contoso\\admin
      winrm identify -r:[2001:db8::1]:5985

      A computer that cannot prove who it is must be in TrustedHosts of winrm/config/client.

      See also: winrm help auth, winrm help proxy
      """)

  private static let auth = Page(
    "auth",
    text: """
      -a[uthentication]:none|basic|digest|kerberos|negotiate|certificate|credssp
          How to prove who you are. Without it, Kerberos or Negotiate is chosen.
      -u[sername]:USER or DOMAIN\\USER
          The account. Without -password the password is asked for.
      -p[assword]:PASSWORD
          The password. Better let it be asked for: command lines can be read by others.
      -c[ertificate]:THUMBPRINT
          A client certificate, over HTTPS.
      -defaultCreds    with negotiate: the account that you work with, over HTTP too
      -SPNPort         with negotiate and kerberos: the port is part of the name of the service

      basic, digest and credssp need -username; none takes no account at all.

      winrm get winrm/config -r:server01 -a:basic -u:administrator
      winrm g winrm/config -r:https://server01:5986 -a:certificate -certificate:"XXX"
      """)

  private static let proxy = Page(
    "proxy",
    text: """
      A proxy is used for HTTPS only, and not with Kerberos or CredSSP.

      -proxyaccess, -pac:ie_settings|winhttp_settings|auto_detect|no_proxy
          Where the address of the proxy comes from.
      -proxyauthentication, -pa:basic|digest|negotiate
          How to prove who you are to the proxy; only with -proxyaccess.
      -proxyusername, -pu:USER       only with -proxyauthentication
      -proxypassword, -pp:PASSWORD   only with -proxyusername
      """)

  private static let input = Page(
    "input", "@{}",
    text: """
      set, create and invoke take values:

      @{KEY="VALUE"[;KEY="VALUE"]}
          A key consists of letters, digits, _ and :, and counts with its letter case. A value may hold
          anything but a double quote; $null means that there is none.
      -file:PATH
          A file with the XML to send. It counts when there is no @{...}, or an empty one.

      In the shell quotes around the whole are allowed, and needed in other shells: '@{Basic="true"}'.
      """)

  private static let filters = Page(
    "filters", "filter",
    text: """
      -filter:TEXT with -dialect:wql|selector|association lists some instances only. Without -dialect the text is
      a query in WQL.

      winrm enumerate wmicimv2/* -filter:"select * from Win32_Service where State!='Running' and StartMode='Auto'"
      winrm e wmicimv2/Win32_Service -dialect:selector -filter:{State="Running"}
      winrm e wmicimv2/* -dialect:association -filter:{Object=Win32_Service?Name=WinRM;AssociationClassName=Win32_DependentService}

      A filter of the dialect association may have Object, AssociationClassName, ResultClassName, Role and
      ResultRole. With -associations the associations are listed, without it what they lead to.
      """)

  private static let switches = Page(
    "switches",
    text: """
      A switch is -NAME or -NAME:VALUE; / may stand for the dash. Letter case does not matter.

      -timeout:MS            how long to wait for the service, in milliseconds
      -format, -f:text|pretty|xml
      -options:{KEY="VALUE"[;KEY="VALUE"]}
                             options for the provider of the resource
      -fragment:PATH         a part of the resource only, such as Status or Status/text()
      -dialect:NAME          language of the filter or fragment
      -filter:TEXT           which instances (winrm help filters)
      -skipCAcheck           accepts a certificate of any issuer
      -skipCNcheck           accepts a certificate for another name
      -skipRevocationcheck   does not ask whether the certificate was revoked
      -defaultCreds, -SPNPort
                             see winrm help auth

      The three about certificates are only for HTTPS, and only for computers that are trusted otherwise.
      """)
}
