package dev.cotangent.tape;

import java.util.List;
import java.util.function.Consumer;

/// Steps for tests.
final class Steps {
  private Steps() {}

  /// A step with one result and the given way to pull.
  static <C> Step<C> step(String op, Consumer<Arrival<C>> pull) {
    return step(op, "", 1, pull);
  }

  static <C> Step<C> step(String op, String shape, int results, Consumer<Arrival<C>> pull) {
    return new Step<>() {
      @Override
      public String op() {
        return op;
      }

      @Override
      public String shape() {
        return shape;
      }

      @Override
      public int results() {
        return results;
      }

      @Override
      public void pull(Arrival<C> arrival) {
        pull.accept(arrival);
      }
    };
  }

  /// A node that copies its cotangent to each parent, so that cotangents count paths.
  static <C> Node<C> copyTo(List<? extends Edge<C>> parents) {
    @SuppressWarnings({"unchecked", "rawtypes"})
    Edge<C>[] array = parents.toArray(Edge[]::new);
    return Node.of(
        step(
            "copy",
            arrival -> {
              var cotangent = arrival.cotangent();
              for (int i = 0; i < array.length; i++) arrival.send(i, cotangent);
            }),
        array);
  }
}
