import COpenSSL

/// Numbers of OpenSSL, which live as long as the object that they belong to.
final class BigNumbers {
  private let openSSL: OpenSSLLibrary
  private let functions: NumberFunctions
  private let context: OpaquePointer
  private var numbers: [OpaquePointer] = []

  init() throws(CertificateError) {
    guard let openSSL = OpenSSLLibrary.shared, let image = OpenSSLLibrary.open("libcrypto") else {
      throw .noOpenSSL
    }
    let table = UnsafeMutablePointer<NumberFunctions>.allocate(capacity: 1)
    defer { table.deallocate() }
    guard number_functions_bind(table, image) == nil else { throw .noOpenSSL }
    let functions = table.pointee
    guard let context = functions.BN_CTX_new() else { throw .refused(openSSL.takeReason()) }
    self.openSSL = openSSL
    self.functions = functions
    self.context = context
  }

  deinit {
    for number in numbers { openSSL.functions.pointee.BN_free(number) }
    functions.BN_CTX_free(context)
  }

  // MARK: Making

  func number(_ value: UInt) throws(CertificateError) -> OpaquePointer {
    let number = try empty()
    try add(value, to: number)
    return number
  }

  /// - Parameter bytes: big-endian.
  func number(_ bytes: [UInt8]) throws(CertificateError) -> OpaquePointer {
    let made = openSSL.functions.pointee.BN_bin2bn(bytes, Int32(clamping: bytes.count), nil)
    return try keep(made)
  }

  private func empty() throws(CertificateError) -> OpaquePointer { try keep(functions.BN_new()) }

  private func keep(_ number: OpaquePointer?) throws(CertificateError) -> OpaquePointer {
    guard let number else { throw .refused(openSSL.takeReason()) }
    numbers.append(number)
    return number
  }

  // MARK: Arithmetic

  func compare(_ left: OpaquePointer, _ right: OpaquePointer) -> Int32 {
    functions.BN_ucmp(left, right)
  }

  func isZero(_ number: OpaquePointer) -> Bool { functions.BN_num_bits(number) == 0 }

  func isPrime(_ number: OpaquePointer) throws(CertificateError) -> Bool {
    switch functions.BN_check_prime(number, context, nil) {
    case 1: return true
    case 0: return false
    default: throw .refused(openSSL.takeReason())
    }
  }

  func add(_ value: UInt, to number: OpaquePointer) throws(CertificateError) {
    try check(functions.BN_add_word(number, value))
  }

  func predecessor(of number: OpaquePointer) throws(CertificateError) -> OpaquePointer {
    let result = try empty()
    guard functions.BN_copy(result, number) != nil else { throw .refused(openSSL.takeReason()) }
    try check(functions.BN_sub_word(result, 1))
    return result
  }

  func sum(
    _ left: OpaquePointer, _ right: OpaquePointer
  ) throws(CertificateError) -> OpaquePointer {
    let result = try empty()
    try check(functions.BN_add(result, left, right))
    return result
  }

  func product(
    _ left: OpaquePointer, _ right: OpaquePointer
  ) throws(CertificateError) -> OpaquePointer {
    let result = try empty()
    try check(functions.BN_mul(result, left, right, context))
    return result
  }

  func remainder(
    of number: OpaquePointer, modulo modulus: OpaquePointer
  ) throws(CertificateError) -> OpaquePointer {
    let result = try empty()
    try check(functions.BN_div(nil, result, number, modulus, context))
    return result
  }

  func remainder(of number: OpaquePointer, byWord word: UInt) -> UInt {
    functions.BN_mod_word(number, word)
  }

  func inverse(
    of number: OpaquePointer, modulo modulus: OpaquePointer
  ) throws(CertificateError) -> OpaquePointer {
    let result = try empty()
    guard functions.BN_mod_inverse(result, number, modulus, context) != nil else {
      throw .refused(openSSL.takeReason())
    }
    return result
  }

  private func check(_ result: Int32) throws(CertificateError) {
    guard result == 1 else { throw .refused(openSSL.takeReason()) }
  }

  // MARK: Writing

  /// As an INTEGER of DER.
  func integer(_ number: OpaquePointer) -> [UInt8] {
    // A leading zero where the first bit is set.
    DERWriter.element(0x02, bytes(of: number, count: Int(functions.BN_num_bits(number)) / 8 + 1))
  }

  /// Big-endian, with zeros in front; the lowest bytes of a number that does not fit.
  func bytes(of number: OpaquePointer, count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: (Int(functions.BN_num_bits(number)) + 7) / 8)
    bytes.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      _ = functions.BN_bn2bin(number, start)
    }
    return [UInt8](repeating: 0, count: max(0, count - bytes.count)) + bytes.suffix(count)
  }
}
