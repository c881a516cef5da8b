/// How the commands of `net` are used.
enum NetUsage {
  static let all = """
    NET
        [ ACCOUNTS | HELPMSG | LOCALGROUP | START | STOP | USER ]
    """

  static let user = """
    NET USER
    [username [password | *] [options]]
             username {password | *} /ADD [options]
             username [/DELETE]
             username [/ACTIVE:{YES | NO}] [/COMMENT:"text"] [/FULLNAME:"name"]
    """

  static let localGroup = """
    NET LOCALGROUP
    [groupname [/COMMENT:"text"]]
                  groupname {/ADD [/COMMENT:"text"] | /DELETE}
                  groupname name [...] {/ADD | /DELETE}
    """

  static let accounts = """
    NET ACCOUNTS
    [/LOCKOUTTHRESHOLD:{number | NO}] [/LOCKOUTDURATION:minutes]
                 [/LOCKOUTWINDOW:minutes]
    """

  static let start = "NET START\n[service]"
  static let stop = "NET STOP\nservice"
  static let helpMessage = "NET HELPMSG\nmessage#"

  /// Commands of Windows that the emulated computers have not.
  static let known: Set<String> = [
    "computer", "config", "continue", "file", "group", "pause", "print", "session", "share",
    "statistics", "time", "use", "view",
  ]
}
