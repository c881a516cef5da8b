import PSLanguage

/// Types of the language itself: script blocks, credentials, members, exceptions, enumerations.
enum LanguageTypes {
  static let all: [PSTypeDefinition] =
    [
      scriptBlock, ParserStatics.type, credential, secureString,
      PSTypeDefinition("System.Management.Automation.ErrorRecord", constructors: [errorRecord]),
      PSTypeDefinition("System.Management.Automation.InformationalRecord"),
      PSTypeDefinition("System.Management.Automation.PSVariable", accelerators: ["psvariable"]),
      PSTypeDefinition(
        "System.Management.Automation.PSModuleInfo", accelerators: ["psmoduleinfo"]),
    ]
    + StreamRecord.Kind.allCases.map { kind in
      PSTypeDefinition(kind.typeNames[0], baseNames: Array(kind.typeNames.dropFirst()))
    } + named.map { PSTypeDefinition($0.1, accelerators: [$0.0]) } + [
      PSTypeDefinition(enumeration: ActionPreference.enumType),
      PSTypeDefinition(enumeration: ConfirmImpact.enumType),
      PSTypeDefinition(enumeration: ErrorCategory.enumType),
      member("PSNoteProperty", "(string name, object value)") { arguments in
        PSMember(name: arguments.text(0), kind: .note(arguments[1]))
      },
      member("PSAliasProperty", "(string name, string referencedMemberName)") { arguments in
        PSMember(name: arguments.text(0), kind: .alias(arguments.text(1)))
      },
      member("PSScriptProperty", "(string name, scriptblock getterScript)") { arguments in
        guard let getter = arguments.object(1, as: ScriptBlock.self) else { return nil }
        return PSMember(
          name: arguments.text(0), kind: .scriptProperty(getter: getter, setter: nil))
      },
      member("PSScriptMethod", "(string name, scriptblock script)") { arguments in
        guard let block = arguments.object(1, as: ScriptBlock.self) else { return nil }
        return PSMember(name: arguments.text(0), kind: .scriptMethod(block))
      },
    ] + exceptions

  /// Types that scripts mention in `-is` and `param` blocks; nothing here makes objects of them.
  private static let named = [
    ("runspace", "System.Management.Automation.Runspaces.Runspace"),
    ("powershell", "System.Management.Automation.PowerShell"),
    ("nullstring", "System.Management.Automation.Language.NullString"),
    ("psdefaultvalue", "System.Management.Automation.PSDefaultValueAttribute"),
    ("bigint", "System.Numerics.BigInteger"),
    ("x509certificate", "System.Security.Cryptography.X509Certificates.X509Certificate"),
    (
      "x500distinguishedname", "System.Security.Cryptography.X509Certificates.X500DistinguishedName"
    ),
    ("wmi", "System.Management.ManagementObject"),
    ("wmiclass", "System.Management.ManagementClass"),
    ("wmisearcher", "System.Management.ManagementObjectSearcher"),
    ("adsi", "System.DirectoryServices.DirectoryEntry"),
    ("ciminstance", "Microsoft.Management.Infrastructure.CimInstance"),
    ("cimsession", "Microsoft.Management.Infrastructure.CimSession"),
    ("cimtype", "Microsoft.Management.Infrastructure.CimType"),
  ]

  private static func member(
    _ name: String, _ parameters: String,
    _ make: @escaping @Sendable (NativeArguments) -> PSMember?
  ) -> PSTypeDefinition {
    let fullName = "System.Management.Automation.\(name)"
    return PSTypeDefinition(
      fullName, accelerators: [name.lowercased()],
      baseNames: ["System.Management.Automation.PSMemberInfo", "System.Object"],
      constructors: [
        NativeOverload("\(fullName) new\(parameters)") { _, arguments in
          guard let member = make(arguments) else {
            throw NativeFailure.argument("The second argument must be a script block.")
          }
          return .object(PSMemberObject(member, typeName: fullName))
        }
      ])
  }

  private static let scriptBlock = PSTypeDefinition(
    "System.Management.Automation.ScriptBlock", accelerators: ["scriptblock"],
    staticMethods: [
      NativeMethod("Create", "scriptblock Create(string script)") { _, arguments in
        let result = arguments.context.session.parse(arguments.text(0))
        if let problem = result.diagnostics.first {
          throw NativeFailure("System.Management.Automation.ParseException", problem.message)
        }
        return .object(ScriptBlock(result.ast))
      }
    ])

  private static let credential = PSTypeDefinition(
    "System.Management.Automation.PSCredential", accelerators: ["pscredential"],
    constructors: [
      NativeOverload("pscredential new(string userName, System.Security.SecureString password)") {
        _, arguments in
        guard let password = arguments.object(1, as: PSSecureString.self) else {
          throw NativeFailure(
            "System.Management.Automation.PSArgumentNullException",
            "The password must be a SecureString; make one with ConvertTo-SecureString or Read-Host -AsSecureString."
          )
        }
        guard !arguments.text(0).isEmpty else {
          throw NativeFailure(
            "System.Management.Automation.PSArgumentException", "The user name must not be empty.")
        }
        return .object(PSCredential(userName: arguments.text(0), password: password))
      }
    ],
    staticProperties: [
      NativeProperty("Empty", "System.Management.Automation.PSCredential") { _ in
        .object(PSCredential(userName: "", password: PSSecureString("")))
      }
    ])

  private static let secureString = PSTypeDefinition(
    "System.Security.SecureString", accelerators: ["securestring"],
    constructors: [
      NativeOverload("securestring new()") { _, _ in .object(PSSecureString("")) }
    ])

  private static let errorRecord = NativeOverload(
    "System.Management.Automation.ErrorRecord new(System.Exception exception, string errorId, "
      + "System.Management.Automation.ErrorCategory errorCategory, object targetObject)"
  ) { _, arguments in
    let exception =
      arguments.object(0, as: PSException.self)
      ?? PSException("System.Exception", arguments.text(0))
    let category = ErrorCategory(rawValue: Int(clamping: arguments.flags(2))) ?? .notSpecified
    return .object(
      ErrorRecord(exception, id: arguments.text(1), category: category, target: arguments[3]))
  }

  // MARK: Exceptions

  private static let exceptions: [PSTypeDefinition] = [
    "System.Exception", "System.ArgumentException", "System.ArgumentNullException",
    "System.ArgumentOutOfRangeException", "System.InvalidOperationException",
    "System.NotSupportedException", "System.NotImplementedException", "System.FormatException",
    "System.OverflowException", "System.DivideByZeroException", "System.TimeoutException",
    "System.UnauthorizedAccessException", "System.SystemException", "System.ApplicationException",
    "System.IO.IOException", "System.IO.FileNotFoundException",
    "System.IO.DirectoryNotFoundException", "System.InvalidCastException",
    "System.NullReferenceException", "System.IndexOutOfRangeException",
    "System.ArithmeticException", "System.UriFormatException", "System.Net.WebException",
    "System.Management.Automation.RuntimeException",
    "System.Management.Automation.ItemNotFoundException",
    "System.Management.Automation.DriveNotFoundException",
    "System.Management.Automation.ProviderNotFoundException",
    "System.Management.Automation.CommandNotFoundException",
    "System.Management.Automation.ParameterBindingException",
    "System.Management.Automation.ParameterBindingValidationException",
    "System.Management.Automation.MethodException",
    "System.Management.Automation.MethodInvocationException",
    "System.Management.Automation.SetValueException",
    "System.Management.Automation.SetValueInvocationException",
    "System.Management.Automation.ActionPreferenceStopException",
    "System.Management.Automation.ParseException",
    "System.Management.Automation.PSInvalidCastException",
    "System.Management.Automation.PSInvalidOperationException",
    "System.Management.Automation.PSArgumentException",
    "System.Management.Automation.PSArgumentNullException",
    "System.Management.Automation.PSNotSupportedException",
    "System.Management.Automation.SessionStateException",
    "System.Management.Automation.SessionStateUnauthorizedAccessException",
    "System.Management.Automation.PipelineStoppedException",
    "System.Management.Automation.ValidationMetadataException",
    "System.Management.Automation.RemoteException",
  ].map(exception)

  private static func exception(_ name: String) -> PSTypeDefinition {
    PSTypeDefinition(
      name, baseNames: Array(ExceptionHierarchy.chain(of: name).dropFirst()),
      converter: { value, _ in
        guard case .string(let text) = value else { return nil }
        return .object(PSException(name, text))
      },
      constructors: [
        NativeOverload("\(name) new()") { _, _ in
          .object(PSException(name, "Exception of type '\(name)' was thrown."))
        },
        NativeOverload("\(name) new(string message)") { _, arguments in
          .object(PSException(name, arguments.text(0)))
        },
        NativeOverload("\(name) new(string message, object innerException)") { _, arguments in
          .object(
            PSException(
              name, arguments.text(0), inner: arguments.object(1, as: PSException.self)))
        },
      ])
  }
}
