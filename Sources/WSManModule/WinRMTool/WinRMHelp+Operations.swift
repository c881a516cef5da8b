// The main page, and a page for each operation.
extension WinRMHelp {
  static let main = """
    Manages this computer and others by WS-Management (WinRM).

    winrm OPERATION RESOURCE_URI [-SWITCH:VALUE ...] [@{KEY="VALUE"[;KEY="VALUE"]}]

    Operations, with the short names that they also have:
      g[et]          reads a resource
      s[et], p[ut]   changes a resource
      c[reate]       creates an instance
      d[elete]       removes an instance
      e[num[erate]]  lists the instances of a resource
      i[nvoke]       calls a method
      id[entify]     asks whether a service answers, and which
      quickconfig    (qc) sets this computer up for remote management
      configsddl     shows and changes who may do what
      helpmsg        tells what an error number means

    Topics: winrm help TOPIC, with one of
      uris  aliases  config  certmapping  remoting  auth  proxy  input  filters  switches  all

    winrm OPERATION -? tells more about an operation.
    """

  static let operations: [Page] = [
    Page(
      "get",
      text: """
        winrm get RESOURCE_URI [-SWITCH:VALUE ...]

        Reads one instance. The part of the URI behind ? tells which one.

        winrm get winrm/config
        winrm get winrm/config -format:pretty
        winrm get winrm/config/listener?Address=*+Transport=HTTP
        winrm get wmicimv2/Win32_Service?Name=spooler
        winrm get wmicimv2/Win32_Service?Name=spooler -fragment:Status/text()

        See also: winrm help uris, winrm help switches, winrm help remoting
        """),
    Page(
      "set",
      text: """
        winrm set RESOURCE_URI [-SWITCH:VALUE ...] @{KEY="VALUE"[;KEY="VALUE"]}
        winrm set RESOURCE_URI -file:PATH [-SWITCH:VALUE ...]

        Changes an instance: it is read, the named values are replaced, and it is written back. Names
        count with their letter case. A file is written as it is.

        winrm set winrm/config @{MaxEnvelopeSizekb="100"}
        winrm set winrm/config/client @{TrustedHosts="server01,*.contoso.com"}
        winrm set winrm/config/listener?Address=*+Transport=HTTPS @{Enabled="false"}

        See also: winrm help input, winrm help config
        """),
    Page(
      "create",
      text: """
        winrm create RESOURCE_URI [-SWITCH:VALUE ...] [@{KEY="VALUE"[;KEY="VALUE"]}]
        winrm create RESOURCE_URI -file:PATH [-SWITCH:VALUE ...]

        Creates an instance and shows the reference to it.

        winrm create winrm/config/listener?Address=*+Transport=HTTP
        winrm create winrm/config/listener?Address=IP:192.0.2.10+Transport=HTTP
        winrm create winrm/config/Listener?Address=*+Transport=HTTPS @{Hostname="HOST";CertificateThumbprint="XXX"}
        winrm create winrm/config/plugin?name=MyPlugIn -file:myplugin.xml

        See also: winrm help input, winrm help config
        """),
    Page(
      "delete",
      text: """
        winrm delete RESOURCE_URI [-SWITCH:VALUE ...]

        Removes an instance. Nothing is shown when that has worked.

        winrm delete winrm/config/listener?Address=IP:192.0.2.10+Transport=HTTP

        See also: winrm help uris
        """),
    Page(
      "enumerate",
      text: """
        winrm enumerate RESOURCE_URI [-filter:TEXT [-dialect:NAME]] [-returnType:TYPE] [-SWITCH:VALUE ...]

        Lists the instances of a resource.

        -returnType:object|epr|objectandepr   instances, references to them, or both
        -shallow                              no instances of derived classes
        -basePropertiesOnly                   instances of derived classes with the properties of the base
        -associations                         with the dialect association: the associations themselves

        winrm enumerate winrm/config/listener
        winrm enumerate winrm/config/plugin -format:pretty
        winrm enumerate wmicimv2/* -filter:"select * from Win32_Service where State='Running'"

        See also: winrm help filters
        """),
    Page(
      "invoke",
      text: """
        winrm invoke ACTION RESOURCE_URI [-SWITCH:VALUE ...] [@{KEY="VALUE"[;KEY="VALUE"]}]
        winrm invoke ACTION RESOURCE_URI -file:PATH [-SWITCH:VALUE ...]

        Calls a method and shows what it gives back. A return value of 0 mostly means success.

        winrm invoke StartService wmicimv2/Win32_Service?Name=spooler
        winrm invoke Create wmicimv2/Win32_Process @{CommandLine="notepad.exe";CurrentDirectory="C:\\"}
        winrm invoke Restore winrm/config @{}

        See also: winrm help input
        """),
    Page(
      "identify",
      text: """
        winrm identify [-remote:HOST] [-authentication:none] [-SWITCH:VALUE ...]

        Asks a service which protocol and product it is. With -authentication:none it needs no account, and
        the answer leaves out the versions of the system.

        winrm identify -remote:server01
        winrm id -r:server01 -auth:none

        See also: winrm help remoting
        """),
    Page(
      "quickconfig",
      text: """
        winrm quickconfig [-quiet] [-transport:http|https] [-force]

        Sets this computer up for remote management: starts the WinRM service and lets it start by itself,
        creates a listener on every address, and opens the firewall for HTTP. What has to be changed is shown
        first, and nothing happens before you agree.

        -quiet, -q   does not ask
        -transport   the listener's transport; https needs a certificate for server authentication
        -force       does not ask, and opens the firewall on public networks as well
        """),
    Page(
      "configsddl",
      text: """
        winrm configsddl RESOURCE_URI
        winrm configsddl default

        Shows the security descriptor of a resource (SDDL) and asks for a new one; Windows opens a window for
        it. The word default means RootSDDL, which counts for every resource without a descriptor of its own.

        winrm configsddl default
        winrm configsddl http://schemas.microsoft.com/wbem/wsman/1/wmi/
        """),
    Page(
      "helpmsg",
      text: """
        winrm helpmsg CODE

        Tells what an error number means. The number may be hexadecimal or decimal.

        winrm helpmsg 0x5
        winrm helpmsg 0x80338012
        winrm helpmsg -2144108526
        """),
  ]
}
