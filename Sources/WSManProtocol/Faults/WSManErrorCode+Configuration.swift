/// Codes for changes of the configuration.
extension WSManErrorCode {
  /// Listener address not "*", "IP:…" or "MAC:…".
  public static let listenerAddressInvalid = WSManErrorCode(0x8033_8089)
  /// The setting is controlled by group policy and cannot be changed here.
  public static let settingControlledByPolicy = WSManErrorCode(0x8033_808A)
  /// TrustedHosts contains an invalid pattern.
  public static let invalidHostnamePattern = WSManErrorCode(0x8033_809F)
  /// Port in the configuration not 1–65535.
  public static let configurationPortInvalid = WSManErrorCode(0x8033_80DC)
  /// Thumbprint must not be empty.
  public static let thumbprintBlank = WSManErrorCode(0x8033_80E7)
  /// Certificate name and Hostname differ.
  public static let certificateNameMismatch = WSManErrorCode(0x8033_80E9)
  /// Thumbprint given for an HTTP listener.
  public static let thumbprintForHTTPListener = WSManErrorCode(0x8033_80EB)
  /// IPv4Filter/IPv6Filter syntax wrong.
  public static let invalidIPFilter = WSManErrorCode(0x8033_80EC)
  /// Certificate lacks server-authentication usage.
  public static let certificateInvalidUsage = WSManErrorCode(0x8033_80EE)
  /// No suitable certificate for an HTTPS listener.
  public static let certificateRequired = WSManErrorCode(0x8033_8115)
  /// The setting is read-only.
  public static let settingReadOnly = WSManErrorCode(0x8033_813F)
  /// SDDL invalid.
  public static let invalidSecurityDescriptor = WSManErrorCode(0x8033_815C)
  /// The setting is deprecated and can no longer be changed.
  public static let settingDeprecated = WSManErrorCode(0x8033_81AE)
  /// CbtHardeningLevel not None/Relaxed/Strict.
  public static let cbtHardeningInvalid = WSManErrorCode(0x8033_81B8)
}
