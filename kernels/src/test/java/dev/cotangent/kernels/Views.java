package dev.cotangent.kernels;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/// Chains of views, taken of a [Model] and of a [Strided] in step.
record Views(Model model, Strided strided) {
  static Views of(Element element, Model model) {
    return new Views(model, model.strided(element));
  }

  /// Dimensions of rank 0 to 4, 0 and 1 among them.
  static Arbitrary<int[]> dims() {
    return Arbitraries.frequency(
            tuple(1, 0), tuple(5, 1), tuple(6, 2), tuple(6, 3), tuple(4, 4), tuple(2, 5))
        .array(int[].class)
        .ofMaxSize(4);
  }

  private static net.jqwik.api.Tuple.Tuple2<Integer, Integer> tuple(int weight, int dim) {
    return net.jqwik.api.Tuple.of(weight, dim);
  }

  /// `length` random views, one of the other.
  Views chain(Random random, int length) {
    var views = this;
    for (int k = 0; k < length; k++) views = views.step(random);
    return views;
  }

  private Views step(Random random) {
    return switch (random.nextInt(5)) {
      case 0, 1 -> model.rank() == 0 ? this : slice(random);
      case 2 -> permute(random);
      case 3 -> broadcast(random);
      default -> reshape(random);
    };
  }

  private Views slice(Random random) {
    int axis = random.nextInt(model.rank());
    int dim = model.dims()[axis];
    if (dim == 0) return slice(axis, 0, 0, 2);
    int start = random.nextInt(dim);
    int step = random.nextInt(1, 4) * (random.nextBoolean() ? 1 : -1);
    int reach = step > 0 ? (dim - 1 - start) / step : start / -step;
    int count = random.nextInt(reach + 2);
    return slice(axis, start, count, step);
  }

  Views slice(int axis, int start, int count, int step) {
    return new Views(
        model.slice(axis, start, count, step), strided.slice(axis, start, count, step));
  }

  private Views permute(Random random) {
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < model.rank(); axis++) axes.add(axis);
    Collections.shuffle(axes, random);
    int[] order = axes.stream().mapToInt(Integer::intValue).toArray();
    return permute(order);
  }

  Views permute(int... order) {
    return new Views(model.permute(order), strided.permute(order));
  }

  private Views broadcast(Random random) {
    int added = model.rank() < 5 ? random.nextInt(2) : 0;
    var dims = new int[model.rank() + added];
    for (int axis = 0; axis < dims.length; axis++) {
      boolean fixed = axis >= added && model.dims()[axis - added] != 1;
      dims[axis] = fixed ? model.dims()[axis - added] : random.nextInt(4);
    }
    if (Model.size(dims) > 3000) return this;
    return broadcast(dims);
  }

  Views broadcast(int... dims) {
    return new Views(model.broadcast(dims), strided.broadcast(dims));
  }

  private Views reshape(Random random) {
    int[] dims = factors(Model.size(model.dims()), random);
    return new Views(model.reshape(dims), strided.reshape(dims));
  }

  /// Random lengths whose product is `size`, with some 1 in between.
  static int[] factors(int size, Random random) {
    List<Integer> factors = new ArrayList<>();
    int rest = size;
    if (size == 0) {
      factors.add(0);
      rest = 6;
    }
    for (int prime = 2; rest > 1; prime++) {
      for (; rest % prime == 0; rest /= prime) {
        if (!factors.isEmpty() && factors.getLast() != 0 && random.nextBoolean()) {
          factors.add(factors.removeLast() * prime);
        } else {
          factors.add(prime);
        }
      }
    }
    for (int k = random.nextInt(3); k > 0; k--) factors.add(1);
    while (factors.size() > 5) factors.add(factors.removeLast() * factors.removeLast());
    Collections.shuffle(factors, random);
    return factors.stream().mapToInt(Integer::intValue).toArray();
  }
}
