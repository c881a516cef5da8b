/// The help of `winrs`.
enum WinRSHelp {
  /// The switches for completion; a colon shows that a value follows.
  static let switches = [
    "allowdelegate", "compression", "directory:", "environment:", "noecho", "noprofile",
    "password:", "remote:", "timeout:", "unencrypted", "username:", "usessl", "?",
  ]

  /// What `winrs /?` shows.
  static let text = """
    USAGE
      winrs [-/SWITCH[:VALUE]] COMMAND

    COMMAND runs on the other computer as a command line of its cmd. Its output is shown as it comes,
    its exit code is that of winrs, and Ctrl+C interrupts it.

    SWITCHES
      /r[emote]:ENDPOINT         The computer: a name, an address or a URL. Default: localhost.
      /un[encrypted]             Messages are not encrypted. HTTPS encrypts them all the same.
      /u[sername]:USERNAME       The account. Without it: the user who runs winrs.
      /p[assword]:PASSWORD       Its password. Without it winrs asks, and shows nothing.
      /t[imeout]:SECONDS         Without effect; kept for old scripts.
      /d[irectory]:PATH          Where the command starts. Default: the folder of the user there.
      /env[ironment]:NAME=VALUE  A variable for the command. May be given more than once.
      /noe[cho]                  Input that is typed is not shown again.
      /nop[rofile]               The profile of the user is not loaded.
      /a[llow]d[elegate]         The credentials may be used to reach further computers.
      /comp[ression]             Compression, where the other computer knows it.
      /[use]ssl                  HTTPS.
      /?                         This help.

    EXAMPLES
      winrs /r:server01 hostname
      winrs /r:https://server01:5986 /u:CONTOSO\\alice "ver && ipconfig"
      winrs /r:server01 /d:C:\\Windows /env:LAB=1 "dir & echo %LAB%"
    """
}
