package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertTrue;

/// What the message of an error must say.
final class Messages {
  private Messages() {}

  static void contains(Throwable e, String... parts) {
    var message = String.valueOf(e.getMessage());
    for (var part : parts) {
      assertTrue(message.contains(part), () -> "no \"" + part + "\" in \"" + message + "\"");
    }
  }

  /// Starts with the name of an operation, then a colon.
  static void startsWith(Throwable e, String operation, String... parts) {
    var message = String.valueOf(e.getMessage());
    assertTrue(
        message.startsWith(operation + ":"),
        () -> "no \"" + operation + ":\" in front of \"" + message + "\"");
    contains(e, parts);
  }
}
