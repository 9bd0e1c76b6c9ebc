package dev.cotangent.jqwik;

import java.util.Objects;

/// A law of derivatives does not hold: which one, where, what was expected, and what came.
public final class DerivativeLawError extends AssertionError {
  private static final long serialVersionUID = 1;

  private final Law law;
  private final String entry;
  private final String expected;
  private final String got;

  DerivativeLawError(String message, Law law, String entry, String expected, String got) {
    super(message);
    this.law = law;
    this.entry = entry;
    this.expected = expected;
    this.got = got;
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /// The law that is broken.
  public Law law() {
    return law;
  }

  /// The number that is wrong, as in `[1, 0] of vjp(u)`.
  public String entry() {
    return entry;
  }

  /// What it should be.
  public String expected() {
    return expected;
  }

  /// What it is.
  public String got() {
    return got;
  }

  /// The same with a line more.
  DerivativeLawError with(String name, String value) {
    var more = new DerivativeLawError(getMessage() + line(name, value), law, entry, expected, got);
    more.setStackTrace(getStackTrace());
    return more;
  }

  static String line(String name, String value) {
    return "\n  %-12s".formatted(name + ":") + value.strip().replace("\n", "\n              ");
  }
}
