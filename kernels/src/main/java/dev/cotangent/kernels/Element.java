package dev.cotangent.kernels;

import java.util.Arrays;

/// What a flat array holds: `float[]`, `double[]`, `int[]` or `boolean[]`.
public enum Element {
  F32(Type.F32, Float.BYTES),
  F64(Type.F64, Double.BYTES),
  I32(Type.I32, Integer.BYTES),
  BOOL(Type.MASK, 1);

  private final Type type;
  private final int bytes;

  Element(Type type, int bytes) {
    this.type = type;
    this.bytes = bytes;
  }

  /// The type that an element has in an [Expr].
  public Type type() {
    return type;
  }

  /// Bytes per element in memory.
  public int bytes() {
    return bytes;
  }

  public boolean isFloating() {
    return type.isFloating();
  }

  /// A fresh array of zeros (or false).
  public Object newArray(int length) {
    return switch (this) {
      case F32 -> new float[length];
      case F64 -> new double[length];
      case I32 -> new int[length];
      case BOOL -> new boolean[length];
    };
  }

  /// The elements `from` to `to` in an array of their own.
  Object copyOfRange(Object array, int from, int to) {
    return switch (this) {
      case F32 -> Arrays.copyOfRange((float[]) array, from, to);
      case F64 -> Arrays.copyOfRange((double[]) array, from, to);
      case I32 -> Arrays.copyOfRange((int[]) array, from, to);
      case BOOL -> Arrays.copyOfRange((boolean[]) array, from, to);
    };
  }

  /// Whether `array` is an array of these elements.
  public boolean isInstance(Object array) {
    return switch (this) {
      case F32 -> array instanceof float[];
      case F64 -> array instanceof double[];
      case I32 -> array instanceof int[];
      case BOOL -> array instanceof boolean[];
    };
  }

  public int length(Object array) {
    return switch (this) {
      case F32 -> ((float[]) array).length;
      case F64 -> ((double[]) array).length;
      case I32 -> ((int[]) array).length;
      case BOOL -> ((boolean[]) array).length;
    };
  }

  /// The element at `index`, exactly; true is 1, false 0.
  public double get(Object array, int index) {
    return switch (this) {
      case F32 -> ((float[]) array)[index];
      case F64 -> ((double[]) array)[index];
      case I32 -> ((int[]) array)[index];
      case BOOL -> ((boolean[]) array)[index] ? 1 : 0;
    };
  }

  /// Stores `value`, converted as a Java cast does; to BOOL, all but zero is true.
  public void set(Object array, int index, double value) {
    switch (this) {
      case F32 -> ((float[]) array)[index] = (float) value;
      case F64 -> ((double[]) array)[index] = value;
      case I32 -> ((int[]) array)[index] = (int) value;
      case BOOL -> ((boolean[]) array)[index] = value != 0;
    }
  }
}
