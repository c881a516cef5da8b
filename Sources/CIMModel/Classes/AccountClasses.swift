extension ClassCatalog {
  /// Users, groups, and who is logged on.
  static let accountClasses = """
    class Win32_Group : Win32_Account {

    };
    class Win32_UserAccount : Win32_Account {
      uint32 AccountType;
      [write] boolean Disabled;
      [write] string FullName;
      [write] boolean Lockout;
      [write] boolean PasswordChangeable;
      [write] boolean PasswordExpires;
      [write] boolean PasswordRequired;
      uint32 Rename(string Name);
    };
    class Win32_SystemAccount : Win32_Account {

    };
    class Win32_LogonSession : Win32_Session {
      string AuthenticationPackage;
      [key] string LogonId;
      uint32 LogonType;
    };
    [association] class Win32_GroupUser : CIM_Component {
      [key] Win32_Group ref GroupComponent;
      [key] Win32_Account ref PartComponent;
    };
    [association] class Win32_LoggedOnUser : CIM_Dependency {
      [key] Win32_LogonSession ref Dependent;
      [key] Win32_Account ref Antecedent;
    };
    """
}
