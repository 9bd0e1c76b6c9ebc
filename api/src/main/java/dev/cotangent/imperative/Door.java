package dev.cotangent.imperative;

import dev.cotangent.op.Lift;
import java.lang.StackWalker.StackFrame;
import org.jspecify.annotations.Nullable;

/// The name of the method through which an operation was called: all come in through `lift`.
final class Door {
  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private Door() {}

  /// Null if it was the user who called `lift`.
  static @Nullable String name() {
    return STACK.walk(frames ->
        frames
            .dropWhile(frame -> isOurs(frame.getDeclaringClass()))
            .findFirst()
            .filter(frame -> frame.getDeclaringClass().getPackage() == Lift.class.getPackage())
            .map(StackFrame::getMethodName)
            .orElse(null));
  }

  /// This class, and `lift` with its bridges.
  private static boolean isOurs(Class<?> caller) {
    return caller == Door.class || caller == Variable.class;
  }
}
