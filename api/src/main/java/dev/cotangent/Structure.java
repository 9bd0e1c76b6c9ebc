package dev.cotangent;

import dev.cotangent.structure.Containers;
import dev.cotangent.structure.Records;
import io.vavr.Tuple2;
import io.vavr.Tuple3;
import io.vavr.Tuple4;
import io.vavr.Tuple5;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import java.lang.reflect.Type;
import java.util.List;

/// How a value of type `P` is made of tensors, so that functions of it can be differentiated: the
/// gradient is again a `P`, with a tensor of the same shape wherever `P` has one. Structures nest.
/// Components that are not tensors ride along unchanged.
///
/// ```java
/// record Layer(Tensor weight, Tensor bias) {}
/// record Net(Layer hidden, Layer output) {}
/// Function1<Net, Net> gradient = Autodiff.grad(Net.class, net -> loss(net));
/// ```
///
/// @param <P> an immutable type
public interface Structure<P> {
  /// The tensors of `p`, in a fixed order.
  Seq<Tensor> leaves(P p);

  /// A value like `like`, with these tensors in place of its own: as many, in the order of
  /// [#leaves].
  P rebuild(P like, Seq<Tensor> leaves);

  /// A tensor alone.
  static Structure<Tensor> tensor() {
    return Containers.TENSOR;
  }

  /// A record or a data class of Kotlin: of its components, tensors, records, data classes,
  /// sequences, lists, maps and tuples of such take part, and so do values of a sealed type that
  /// permits such; the others ride along. In a data class a component may be null, and then has no
  /// tensors.
  ///
  /// @throws IllegalArgumentException if `type` is neither, or a component holds tensors in another
  ///   way
  static <P> Structure<P> record(Class<P> type) {
    return Records.of(type);
  }

  /// A type with its arguments, as reflection has it: all that may be a component of a record.
  ///
  /// @throws IllegalArgumentException if the type is not made of tensors, or not in a way that is
  ///   known
  static Structure<?> of(Type type) {
    return Records.of(type);
  }

  /// A Vavr sequence of tensors.
  static Structure<Seq<Tensor>> seq() {
    return seq(tensor());
  }

  /// A Vavr sequence.
  static <A> Structure<Seq<A>> seq(Structure<A> element) {
    return Containers.seq(element);
  }

  /// A Vavr map from names to tensors.
  static Structure<Map<String, Tensor>> map() {
    return map(tensor());
  }

  /// A Vavr map from names; leaves are in the order of the names.
  static <A> Structure<Map<String, A>> map(Structure<A> value) {
    return Containers.map(value);
  }

  /// A `java.util.List`; rebuilt ones are unmodifiable.
  static <A> Structure<List<A>> list(Structure<A> element) {
    return Containers.list(element);
  }

  /// A `java.util.Map` from names; rebuilt ones are unmodifiable and in the order of the names.
  static <A> Structure<java.util.Map<String, A>> javaMap(Structure<A> value) {
    return Containers.javaMap(value);
  }

  /// What a transformation leaves whole: under vmap the same value at every position of the batch,
  /// under grad a constant, which rides along.
  @SuppressWarnings("unchecked") // it hands back what it is given
  static <A> Structure<A> unmapped() {
    return (Structure<A>) Containers.WHOLE;
  }

  /// A pair.
  static <A, B> Structure<Tuple2<A, B>> pair(Structure<A> first, Structure<B> second) {
    return Containers.tuple(first, second);
  }

  /// A triple.
  static <A, B, C> Structure<Tuple3<A, B, C>> tuple(
      Structure<A> first, Structure<B> second, Structure<C> third) {
    return Containers.tuple(first, second, third);
  }

  /// Four values.
  static <A, B, C, D> Structure<Tuple4<A, B, C, D>> tuple(
      Structure<A> first, Structure<B> second, Structure<C> third, Structure<D> fourth) {
    return Containers.tuple(first, second, third, fourth);
  }

  /// Five values.
  static <A, B, C, D, E> Structure<Tuple5<A, B, C, D, E>> tuple(
      Structure<A> first,
      Structure<B> second,
      Structure<C> third,
      Structure<D> fourth,
      Structure<E> fifth) {
    return Containers.tuple(first, second, third, fourth, fifth);
  }
}
