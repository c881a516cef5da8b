import PSEngine
import WireSecurity

/// `[System.Security.Cryptography.SHA1]` and its relatives.
enum HashTypes {
  static let prefix = "System.Security.Cryptography."
  static let base = prefix + "HashAlgorithm"

  static let all: [PSTypeDefinition] =
    [
      PSTypeDefinition(
        base,
        staticMethods: [
          NativeMethod("Create", "\(base) Create(string hashName)") { _, arguments in
            guard let kind = kind(named: arguments.text(0).filter { $0 != "-" }) else {
              return .null
            }
            return .object(HashObject(kind, className: standard(kind)))
          }
        ])
    ] + MessageDigest.allCases.flatMap(types)

  /// The digest with a name, in any letter case; nil when there is none.
  static func kind(named name: String) -> MessageDigest? {
    MessageDigest.allCases.first { $0.rawValue.equalsIgnoringCase(name) }
  }

  /// The class that `Create()` makes.
  private static func standard(_ kind: MessageDigest) -> String {
    prefix + kind.rawValue + (kind == .md5 || kind == .sha1 ? "CryptoServiceProvider" : "Managed")
  }

  private static func types(_ kind: MessageDigest) -> [PSTypeDefinition] {
    let abstract = prefix + kind.rawValue
    let classes = ["CryptoServiceProvider", "Managed", "Cng"].filter {
      $0 != "Managed" || kind != .md5
    }
    return [
      PSTypeDefinition(
        abstract, baseNames: [base, "System.Object"],
        staticMethods: [
          NativeMethod("Create", "\(abstract) Create()") { _, _ in
            .object(HashObject(kind, className: standard(kind)))
          }
        ])
    ]
      + classes.map { end in
        PSTypeDefinition(
          abstract + end, baseNames: [abstract, base, "System.Object"],
          constructors: [
            NativeOverload("\(abstract + end) new()") { _, _ in
              .object(HashObject(kind, className: abstract + end))
            }
          ],
          staticMethods: [
            NativeMethod("Create", "\(abstract) Create()") { _, _ in
              .object(HashObject(kind, className: standard(kind)))
            }
          ])
      }
  }

  /// The digest of some bytes.
  static func digest(_ kind: MessageDigest, _ bytes: [UInt8]) throws(NativeFailure) -> [UInt8] {
    guard let digest = kind.digest(of: bytes) else {
      throw NativeFailure(
        "System.InvalidOperationException",
        "\(kind.rawValue) is not available: OpenSSL 3 is missing, or does without it.")
    }
    return digest
  }
}
