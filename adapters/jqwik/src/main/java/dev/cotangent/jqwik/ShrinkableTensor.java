package dev.cotangent.jqwik;

import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/// A tensor that gets smaller: first its shape, by leaving out axes, their ends, and what is
/// between the ends; then its elements, all together and one by one. What is left keeps its place
/// where it can, so that a tensor that shows a mistake shrinks to what shows the same one.
record ShrinkableTensor(Tensor value, Elements elements, Predicate<Shape> allowed)
    implements Shrinkable<Tensor> {
  @Override
  public Stream<Shrinkable<Tensor>> shrink() {
    return Stream.of(withoutAxes(), shorter(), closer(), flat(), simplest(), simpler())
        .flatMap(tensors -> tensors)
        .map(x -> new ShrinkableTensor(x, elements, allowed));
  }

  @Override
  public ShrinkingDistance distance() {
    return ShrinkingDistance.of(value.size(), value.rank(), elements.complexity(value));
  }

  private Stream<Tensor> withoutAxes() {
    return IntStream.range(0, value.rank())
        .boxed()
        .flatMap(this::withoutAxis)
        .filter(x -> allowed.test(x.shape()));
  }

  /// One of the ends of an axis; of an empty axis nothing, which is less if all stays empty.
  private Stream<Tensor> withoutAxis(int axis) {
    int dim = value.shape().dim(axis);
    if (dim == 0)
      return Stream.of(value.sum(axis).toDType(value.dtype())).filter(rest -> rest.size() == 0);
    return IntStream.of(0, dim - 1)
        .distinct()
        .mapToObj(at -> value.slice(axis, at, at + 1, 1).squeeze(axis));
  }

  private Stream<Tensor> shorter() {
    return IntStream.range(0, value.rank())
        .boxed()
        .flatMap(axis -> {
          int dim = value.shape().dim(axis);
          return IntStream.of(0, 1, dim / 2, dim - 1)
              .filter(length -> 0 <= length && length < dim)
              .distinct()
              .boxed()
              .flatMap(length ->
                  Stream.of(
                      value.slice(axis, 0, length, 1), value.slice(axis, dim - length, dim, 1)));
        })
        .filter(x -> allowed.test(x.shape()));
  }

  /// Without one position between the ends of an axis.
  private Stream<Tensor> closer() {
    return IntStream.range(0, value.rank())
        .boxed()
        .flatMap(axis -> {
          int dim = value.shape().dim(axis);
          return IntStream.range(1, dim - 1)
              .mapToObj(at ->
                  Tensor.concat(
                      axis, value.slice(axis, 0, at, 1), value.slice(axis, at + 1, dim, 1)));
        })
        .filter(x -> allowed.test(x.shape()));
  }

  private Stream<Tensor> flat() {
    return Stream.of(value)
        .filter(x -> x.rank() > 1)
        .map(x -> x.reshape((int) x.size()))
        .filter(x -> allowed.test(x.shape()));
  }

  private Stream<Tensor> simplest() {
    var simple = Tensor.full(value.dtype(), value.shape(), elements.simplest());
    return elements.complexity(simple) < elements.complexity(value)
        ? Stream.of(simple)
        : Stream.empty();
  }

  private Stream<Tensor> simpler() {
    return IntStream.range(0, (int) value.size())
        .boxed()
        .flatMap(k -> elements.simpler(value.toDoubleArray()[k]).mapToObj(v -> replaced(k, v)));
  }

  private Tensor replaced(int element, double replacement) {
    var values = Arrays.copyOf(value.toDoubleArray(), (int) value.size());
    values[element] = replacement;
    return elements.tensor(value.shape(), values);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
