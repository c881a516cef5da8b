import WSManClient

extension CurlFailure {
  /// All that was found, the first in libcurl's words.
  func certificateFindings(_ problem: CertificateProblem) -> [Finding] {
    [Finding(problem: problem, detail: reason)] + furtherFindings
  }

  /// The problems in libcurl's words, what they mean, and what to type.
  func certificateText(_ problem: CertificateProblem) -> String {
    let findings = certificateFindings(problem)
    guard findings.count > 1 else { return "\(reason) \(problem.singleText)" }
    var sentences: [String] = []
    for finding in findings {
      let problem = finding.problem
      let words = [
        finding.detail.isEmpty ? nil : finding.sentence, problem.meaning,
        problem.remedy.map { $0 + "." },
      ]
      // Different problems may have the same remedy.
      sentences += words.compactMap(\.self).filter { !sentences.contains($0) }
    }
    let switches = findings.compactMap(\.problem.skipped)
    // Where a check cannot be skipped, skipping the others is no help.
    if switches.count == findings.count {
      sentences.append("For a test, skip the checks with \(CertificateProblem.option(switches)).")
    }
    return sentences.joined(separator: " ")
  }
}

extension CurlFailure.Finding {
  /// What was found, as a sentence.
  var sentence: String { detail.isEmpty ? problem.meaning ?? "" : detail.asSentence }
}

extension CurlFailure.CertificateProblem {
  /// The options of a session that leave checks out.
  fileprivate static func option(_ switches: [String]) -> String {
    "-SessionOption (New-WSManSessionOption \(switches.joined(separator: " ")))"
  }

  /// What it means; nil when libcurl's words say all.
  fileprivate var meaning: String? {
    switch self {
    case .unknownAuthority: "This computer does not trust the authority that issued it."
    case .otherName: "It is made out for another name."
    case .expired:
      "It has expired, unless the clock of this computer is wrong: compare Get-Date."
    case .notYetValid:
      "It is not valid yet, unless the clock of this computer is wrong: compare Get-Date."
    case .revoked: "Its authority has revoked it."
    case .revocationUnknown:
      "The file of $env:WSMANSH_CRL_FILE has no current revocation list of each of its authorities."
    case .noRevocationLists:
      "The file of $env:WSMANSH_CRL_FILE must hold revocation lists in PEM."
    case .other: nil
    }
  }

  /// What to do so that the check succeeds, without a mark at the end.
  fileprivate var remedy: String? {
    switch self {
    case .unknownAuthority:
      "Trust it with Import-Certificate FILE -CertStoreLocation Cert:\\CurrentUser\\Root"
    case .otherName: "Connect with a name that is in it"
    case .expired, .revoked:
      "Renew it on the computer, and set the CertificateThumbprint of its HTTPS listener"
    case .revocationUnknown: "Add them"
    case .noRevocationLists: "Correct the variable"
    case .notYetValid: nil
    case .other:
      "It must be made out for this name by an authority that this computer trusts"
    }
  }

  /// The option that leaves the check out; nil where none does.
  fileprivate var skipped: String? {
    switch self {
    case .unknownAuthority: "-SkipCACheck"
    case .otherName: "-SkipCNCheck"
    case .revoked, .revocationUnknown, .noRevocationLists: "-SkipRevocationCheck"
    case .expired, .notYetValid, .other: nil
    }
  }

  /// What it means and what to do when nothing else is wrong.
  fileprivate var singleText: String {
    let text = [meaning, remedy].compactMap(\.self).joined(separator: " ")
    switch self {
    case .unknownAuthority, .otherName:
      return "\(text), or, for a test, skip the check with "
        + Self.option([skipped].compactMap(\.self)) + "."
    case .revocationUnknown, .noRevocationLists:
      return "\(text), or skip the check with "
        + Self.option([skipped].compactMap(\.self)) + "."
    case .expired, .revoked: return text + "."
    case .notYetValid: return text
    case .other:
      return
        "\(text); for a test, \(Self.option(["-SkipCACheck", "-SkipCNCheck"])) turns the checks "
        + "off."
    }
  }
}
