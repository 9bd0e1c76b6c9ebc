package dev.cotangent.imperative;

import java.util.function.Supplier;

/// Whether operations on variables are recorded. It holds for what runs inside a call, on its
/// thread, and ends with the call, however it ends.
enum Mode {
  GRAD,
  NO_GRAD,
  INFERENCE;

  private static final ScopedValue<Mode> CURRENT = ScopedValue.newInstance();

  static Mode current() {
    return CURRENT.orElse(GRAD);
  }

  <T> T during(Supplier<? extends T> f) {
    return ScopedValue.where(CURRENT, this).call(f::get);
  }
}
