package dev.cotangent.kernels;

import java.util.Arrays;
import java.util.Random;

/// An n-dimensional array as naively as it can be said: a row-major list of numbers. Every view is
/// a loop over all positions, so that it shares nothing with [Strided].
record Model(int[] dims, double[] values) {
  /// Where each element of a view lies in the original.
  interface Positions {
    int[] from(int[] position);
  }

  static Model counting(int... dims) {
    var values = new double[size(dims)];
    for (int k = 0; k < values.length; k++) values[k] = k + 1;
    return new Model(dims, values);
  }

  static Model random(long seed, int... dims) {
    var random = new Random(seed);
    var values = new double[size(dims)];
    for (int k = 0; k < values.length; k++) {
      values[k] = Math.scalb(random.nextGaussian(), random.nextInt(40) - 20);
    }
    return new Model(dims, values);
  }

  static int size(int... dims) {
    int size = 1;
    for (int dim : dims) size *= dim;
    return size;
  }

  int rank() {
    return dims.length;
  }

  double at(int... position) {
    return values[flat(dims, position)];
  }

  private static int flat(int[] dims, int[] position) {
    int flat = 0;
    for (int axis = 0; axis < dims.length; axis++) flat = flat * dims[axis] + position[axis];
    return flat;
  }

  /// The position of the k-th element in row-major order.
  static int[] position(int[] dims, int k) {
    var position = new int[dims.length];
    int rest = k;
    for (int axis = dims.length - 1; axis >= 0; axis--) {
      position[axis] = rest % dims[axis];
      rest /= dims[axis];
    }
    return position;
  }

  Model view(int[] newDims, Positions positions) {
    var picked = new double[size(newDims)];
    for (int k = 0; k < picked.length; k++) {
      picked[k] = at(positions.from(position(newDims, k)));
    }
    return new Model(newDims, picked);
  }

  Model permute(int... axes) {
    var newDims = new int[axes.length];
    for (int k = 0; k < axes.length; k++) newDims[k] = dims[axes[k]];
    return view(
        newDims,
        to -> {
          var from = new int[axes.length];
          for (int k = 0; k < axes.length; k++) from[axes[k]] = to[k];
          return from;
        });
  }

  Model slice(int axis, int start, int count, int step) {
    var newDims = dims.clone();
    newDims[axis] = count;
    return view(
        newDims,
        to -> {
          var from = to.clone();
          from[axis] = start + to[axis] * step;
          return from;
        });
  }

  Model broadcast(int... newDims) {
    int added = newDims.length - dims.length;
    return view(
        newDims,
        to -> {
          var from = Arrays.copyOfRange(to, added, to.length);
          for (int axis = 0; axis < from.length; axis++) if (dims[axis] == 1) from[axis] = 0;
          return from;
        });
  }

  Model reshape(int... newDims) {
    return new Model(newDims, values);
  }

  /// These numbers, converted as Java casts do, in an array of their own.
  Strided strided(Element element) {
    var array = element.newArray(values.length);
    for (int k = 0; k < values.length; k++) {
      switch (array) {
        case float[] floats -> floats[k] = (float) values[k];
        case double[] doubles -> doubles[k] = values[k];
        case int[] ints -> ints[k] = (int) values[k];
        default -> ((boolean[]) array)[k] = values[k] != 0;
      }
    }
    return Strided.of(element, array, dims.clone());
  }

  /// What a strided array holds, read from its public description alone.
  static Model of(Strided x) {
    var values = new double[size(x.dims())];
    for (int k = 0; k < values.length; k++) {
      var position = position(x.dims(), k);
      int at = x.offset();
      for (int axis = 0; axis < x.rank(); axis++) at += position[axis] * x.stride(axis);
      values[k] =
          switch (x.array()) {
            case float[] floats -> floats[at];
            case double[] doubles -> doubles[at];
            case int[] ints -> ints[at];
            default -> ((boolean[]) x.array())[at] ? 1 : 0;
          };
    }
    return new Model(x.dims(), values);
  }

  /// Dimensions and bits; all NaN alike.
  @Override
  public boolean equals(Object other) {
    return other instanceof Model model
        && Arrays.equals(dims, model.dims)
        && Arrays.equals(values, model.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(dims) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(dims) + (values.length > 100 ? "..." : Arrays.toString(values));
  }
}
