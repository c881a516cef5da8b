// swift-tools-version:6.2
import Foundation
import PackageDescription

/// Settings shared by every Swift target; warnings are errors when the environment says that this is CI.
let settings: [SwiftSetting] = {
  var list: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  ]
  #if os(Linux)
    // Where libxml2's headers look for each other. pkg-config would link the library too, which is
    // loaded when it is needed (`CLibXML2/shim.h`).
    list.append(.unsafeFlags(["-Xcc", "-I/usr/include/libxml2"]))
  #endif
  if ProcessInfo.processInfo.environment["CI"] == "true" {
    list.append(.treatAllWarnings(as: .error))
  }
  return list
}()

/// Libraries that the program loads when it needs them. On Linux their headers are in the usual places
/// and nothing of pkg-config is wanted, because it would link them.
func loadedLibrary(_ name: String, pkgConfig: String, package: String) -> Target {
  #if os(Linux)
    .systemLibrary(name: name, providers: [.apt([package])])
  #else
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
  #endif
}

let log = Target.Dependency.product(name: "Logging", package: "swift-log")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

/// A library target of this package. The allowed arrows are listed in `.ci/allowed-imports`.
func library(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = [])
  -> Target
{
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

/// The tests of one target, in `Tests/<target>Tests`.
func tests(_ target: String, _ more: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: target + "Tests", dependencies: [.byName(name: target)] + more, swiftSettings: settings)
}

let package = Package(
  name: "wsmansh",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "wsmansh", targets: ["wsmansh"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    // C libraries, each seen by one target.
    loadedLibrary("CLibXML2", pkgConfig: "libxml-2.0", package: "libxml2-dev"),
    loadedLibrary("CCurl", pkgConfig: "libcurl", package: "libcurl4-openssl-dev"),
    .systemLibrary(name: "CPlatform"),
    .systemLibrary(
      name: "CEditLine", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    loadedLibrary("COpenSSL", pkgConfig: "libcrypto", package: "libssl-dev"),
    loadedLibrary("CGSSAPI", pkgConfig: "krb5-gssapi", package: "libkrb5-dev"),

    // Files as the system has them, for both columns.
    library("SystemFiles"),

    // The PowerShell column.
    library("PSLanguage"),
    library("PSEngine", ["PSLanguage"]),
    library("PSFormatting", ["PSEngine"]),
    library("PSCommands", ["PSEngine", "PSFormatting", "SystemFiles"]),
    library("XMLObjects", ["PSEngine", "XMLStream"]),

    // The WS-Management column.
    library("CIMModel"),
    library("XMLStream", ["CLibXML2"]),
    library("WireSecurity", ["CGSSAPI", "COpenSSL"]),
    library("WSManProtocol", ["XMLStream"]),
    library("WSManClient", ["WSManProtocol", "XMLStream", log]),
    library("WSManService", ["WSManProtocol", "XMLStream", "CIMModel", log]),
    library(
      "CurlTransport",
      [
        "WSManClient", "WSManProtocol", "XMLStream", "WireSecurity", "CCurl", log,
      ]),
    library(
      "HTTPListener",
      [
        "WSManService", "WSManProtocol", "XMLStream", "WireSecurity", nioCore, nioPosix, nioHTTP1,
        log,
      ]),
    library(
      "Lab",
      [
        "WSManClient", "WSManService", "WSManProtocol", "XMLStream", "CIMModel", "WireSecurity",
        "SystemFiles", grdb, yams, log,
      ]),

    // Where both meet.
    library(
      "WSManModule",
      [
        "PSEngine", "PSFormatting", "XMLObjects", "WSManClient", "WSManProtocol", "XMLStream",
      ]),
    library(
      "RemoteShell",
      [
        "PSLanguage", "PSEngine", "PSFormatting", "CIMModel", "WSManProtocol", "WSManService",
        "XMLStream",
      ]),
    library("CertificateModule", ["PSEngine", "PSFormatting", "WireSecurity"]),
    library("HashingModule", ["PSEngine", "PSFormatting", "WireSecurity"]),
    library(
      "Teaching",
      ["PSLanguage", "PSEngine", "PSFormatting", "WSManClient", "WSManProtocol", "XMLStream"]),
    library("Transcripts", ["PSEngine", "PSLanguage"]),
    library("Lessons", ["PSEngine", "PSFormatting", "SystemFiles", "Transcripts", yams]),
    library(
      "ShellApp",
      [
        "PSLanguage", "PSEngine", "PSFormatting", "PSCommands", "XMLObjects", "WSManModule",
        "CertificateModule", "HashingModule", "WireSecurity", "WSManClient", "WSManProtocol",
        "WSManService",
        "CurlTransport", "HTTPListener", "Lab", "RemoteShell", "XMLStream",
        "SystemFiles", "Transcripts", "Lessons", "Teaching", "CEditLine", "CPlatform",
        argumentParser, log,
      ]),
    .executableTarget(name: "wsmansh", dependencies: ["ShellApp"], swiftSettings: settings),

    .target(
      name: "ThrowawayFolder", path: "Tests/ThrowawayFolder", swiftSettings: settings),
    tests("SystemFiles", ["ThrowawayFolder"]),
    tests("PSLanguage"),
    tests("PSEngine", ["PSLanguage"]),
    tests("PSFormatting", ["PSEngine"]),
    tests("PSCommands", ["ThrowawayFolder", "PSEngine", "PSFormatting", "SystemFiles"]),
    tests("XMLObjects", ["PSEngine", "XMLStream"]),
    tests("CIMModel"),
    tests("XMLStream"),
    .target(
      name: "ThrowawayRealm", path: "Tests/ThrowawayRealm", swiftSettings: settings),
    .target(
      name: "RecordedMessages", path: "Tests/RecordedMessages", swiftSettings: settings),
    tests("WireSecurity", ["COpenSSL", "ThrowawayRealm"]),
    tests("WSManProtocol", ["RecordedMessages", "XMLStream"]),
    tests("WSManClient", ["RecordedMessages", "WSManProtocol", "XMLStream"]),
    tests("WSManService", ["WSManProtocol", "XMLStream", "CIMModel"]),
    tests("CurlTransport", ["WSManClient", "WSManProtocol", "WireSecurity", "XMLStream", log]),
    tests(
      "HTTPListener",
      [
        "WSManService", "WSManProtocol", "XMLStream", "WireSecurity", "WSManClient",
        "CurlTransport", "ThrowawayRealm", nioHTTP1, log,
      ]),
    tests(
      "Lab",
      [
        "ThrowawayFolder", "WSManClient", "WSManService", "WSManProtocol", "WireSecurity",
        "XMLStream", "CIMModel",
      ]),
    tests("RemoteShell", ["PSEngine", "WSManService", "WSManProtocol", "XMLStream"]),
    tests(
      "WSManModule",
      [
        "ThrowawayFolder", "PSLanguage", "PSEngine", "PSCommands", "XMLObjects", "WSManClient",
        "WSManProtocol", "WSManService", "XMLStream", "WireSecurity", "CurlTransport",
        "Lab",
      ]),
    tests("Teaching", ["PSEngine", "WSManClient", "WSManProtocol", "XMLStream"]),
    tests("Transcripts", ["PSEngine"]),
    tests("Lessons", ["ThrowawayFolder", "PSEngine", "Transcripts"]),
    tests(
      "ShellApp",
      [
        "ThrowawayFolder", "ThrowawayRealm", "RecordedMessages", "PSEngine", "Transcripts", "Lab",
        "HTTPListener",
        "CurlTransport", "WSManClient",
        "WSManProtocol", "WireSecurity", "XMLStream", "SystemFiles", argumentParser, log,
      ]),
  ]
)
