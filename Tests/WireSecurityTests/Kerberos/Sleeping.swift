import Foundation

/// Blocks the thread, as a library does that waits for the network.
func sleepSeconds(_ count: UInt32) {
  sleep(count)
}
