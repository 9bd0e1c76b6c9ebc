package dev.cotangent.jqwik;

import dev.cotangent.Tensor;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.util.Arrays;

/// The elements of some tensors, one after the other.
///
/// @param what the tensors are together, as in `vjp(u)`
record Entries(String what, Seq<Tensor> tensors) {
  int size() {
    return tensors.map(Tensor::size).sum().intValue();
  }

  /// As in `vjp(u)[1, 0]`, or `vjp(u) tensor 2[1, 0]` if there are several tensors.
  String name(int entry) {
    var place = place(entry);
    var position = Array.ofAll(tensors.get(place.tensor).shape().position(place.index));
    return what
        + (tensors.size() == 1 ? "" : " tensor " + place.tensor)
        + (position.isEmpty() ? "" : position.mkString("[", ", ", "]"));
  }

  /// 1 in one place, 0 elsewhere.
  Seq<Tensor> unit(int entry) {
    var place = place(entry);
    return tensors.zipWithIndex((x, k) -> {
      var values = new double[(int) x.size()];
      if (k == place.tensor) values[place.index] = 1;
      return Tensor.of(x.shape(), values).toDType(x.dtype());
    });
  }

  /// All elements as numbers.
  static double[] values(Seq<Tensor> tensors) {
    return tensors
        .toJavaStream()
        .map(Tensor::toDoubleArray)
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  private Place place(int entry) {
    int index = entry;
    int tensor = 0;
    while (index >= tensors.get(tensor).size()) index -= (int) tensors.get(tensor++).size();
    return new Place(tensor, index);
  }

  private record Place(int tensor, int index) {}
}
