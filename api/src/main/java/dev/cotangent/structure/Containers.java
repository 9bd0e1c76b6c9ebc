package dev.cotangent.structure;

import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.Tuple3;
import io.vavr.Tuple4;
import io.vavr.Tuple5;
import io.vavr.collection.Array;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/// Tensors, sequences, maps and tuples as structures. Each is a list of parts, every part with a
/// structure of its own; they differ only in how parts are read and put together.
public final class Containers {
  private Containers() {}

  public static final Structure<Tensor> TENSOR =
      new Structure<>() {
        @Override
        public Seq<Tensor> leaves(Tensor p) {
          return Array.of(p);
        }

        @Override
        public Tensor rebuild(Tensor like, Seq<Tensor> leaves) {
          return leaves.size() == 1 ? leaves.head() : Composite.refuse(leaves.size(), 1);
        }
      };

  static final Structure<Object> PASSENGER = new Passenger("a part of a value");

  /// A structure without tensors: what it describes rides along. A tensor in disguise would ride
  /// along as its own gradient, so it is refused.
  record Passenger(String who) implements Structure<Object> {
    @Override
    public Seq<Tensor> leaves(Object p) {
      if (!Reach.tensorsIn(p)) return Array.empty();
      var what = p instanceof Tensor ? "a tensor" : p.getClass().getTypeName() + " with a tensor";
      throw new IllegalArgumentException(
          "Structure.record: "
              + who
              + " is "
              + what
              + ", where its declaration shows none; "
              + Declared.UNDERSTOOD
              + ", and for a generic record Structure.of with its type arguments");
    }

    @Override
    public Object rebuild(Object like, Seq<Tensor> leaves) {
      return like;
    }
  }

  /// What is left whole, tensors and all.
  public static final Structure<Object> WHOLE =
      new Structure<>() {
        @Override
        public Seq<Tensor> leaves(Object p) {
          return Array.empty();
        }

        @Override
        public Object rebuild(Object like, Seq<Tensor> leaves) {
          return like;
        }
      };

  /// A value made of parts. Leaves are collected into one list and handed out by one iterator, so
  /// that nesting costs nothing.
  ///
  /// @param parts the parts of a value, each with its structure
  /// @param build a value like the first argument, of other parts
  record Composite<P>(
      Function1<P, ? extends Seq<Part<?>>> parts, Function2<P, Seq<Object>, P> build)
      implements Structure<P> {
    @Override
    public Seq<Tensor> leaves(P p) {
      var leaves = new ArrayList<Tensor>();
      collect(p, leaves);
      return Array.ofAll(leaves);
    }

    @Override
    public P rebuild(P like, Seq<Tensor> leaves) {
      int count = leaves(like).size();
      return leaves.size() == count
          ? rebuild(like, leaves.iterator())
          : refuse(leaves.size(), count);
    }

    static <A> A refuse(int leaves, int count) {
      throw new IllegalArgumentException(
          "Structure.rebuild: " + leaves + " tensors for a value of " + count);
    }

    private void collect(P p, List<Tensor> leaves) {
      for (var part : parts.apply(p)) part.collect(leaves);
    }

    private P rebuild(P like, Iterator<Tensor> leaves) {
      var rebuilt = new ArrayList<Object>();
      for (var part : parts.apply(like)) rebuilt.add(part.rebuild(leaves));
      return build.apply(like, Array.ofAll(rebuilt));
    }
  }

  /// A part of a value.
  record Part<A>(Structure<A> structure, A value) {
    void collect(List<Tensor> leaves) {
      if (structure instanceof Composite<A> composite) composite.collect(value, leaves);
      else structure.leaves(value).forEach(leaves::add);
    }

    /// Takes as many as it has.
    Object rebuild(Iterator<Tensor> leaves) {
      if (structure instanceof Composite<A> composite) return composite.rebuild(value, leaves);
      int count = structure.leaves(value).size();
      return structure.rebuild(value, Array.fill(count, leaves::next));
    }
  }

  @SuppressWarnings("unchecked") // a rebuilt part has the type of the part
  private static <A> A cast(Object rebuilt) {
    return (A) rebuilt;
  }

  public static <A> Structure<Seq<A>> seq(Structure<A> element) {
    return new Composite<>(
        p -> p.map(a -> new Part<>(element, a)), (_, parts) -> parts.map(Containers::<A>cast));
  }

  public static <A> Structure<List<A>> list(Structure<A> element) {
    return new Composite<>(
        p -> Array.ofAll(p).map(a -> new Part<>(element, a)),
        (_, parts) -> parts.map(Containers::<A>cast).toJavaList().stream().toList());
  }

  public static <A> Structure<Map<String, A>> map(Structure<A> value) {
    return new Composite<>(
        p -> sortedNames(p.keySet()).map(name -> new Part<>(value, p.get(name).get())),
        (like, parts) ->
            sortedNames(like.keySet())
                .zipWith(parts, (name, part) -> Tuple.of(name, Containers.<A>cast(part)))
                .foldLeft(LinkedHashMap.<String, A>empty(), LinkedHashMap::put));
  }

  public static <A> Structure<java.util.Map<String, A>> javaMap(Structure<A> value) {
    return javaMap(value, Containers::present);
  }

  /// @param get the value of a name
  static <A> Structure<java.util.Map<String, A>> javaMap(
      Structure<A> value, Function2<java.util.Map<String, A>, String, A> get) {
    return new Composite<>(
        p -> sortedNames(p.keySet()).map(name -> new Part<>(value, get.apply(p, name))),
        (like, parts) -> {
          var rebuilt = new java.util.LinkedHashMap<String, A>();
          sortedNames(like.keySet())
              .zipWith(parts, Tuple::of)
              .forEach(entry -> rebuilt.put(entry._1, cast(entry._2)));
          return Collections.unmodifiableMap(rebuilt);
        });
  }

  private static <A> A present(java.util.Map<String, A> map, String name) {
    var value = map.get(name);
    if (value != null) return value;
    throw new IllegalArgumentException("Structure.javaMap: the value of " + name + " is null");
  }

  private static Seq<String> sortedNames(Iterable<String> names) {
    return Array.ofAll(names).sorted();
  }

  public static <A, B> Structure<Tuple2<A, B>> tuple(Structure<A> a, Structure<B> b) {
    return new Composite<>(
        p -> Array.of(new Part<>(a, p._1), new Part<>(b, p._2)),
        (_, parts) -> Tuple.of(cast(parts.get(0)), cast(parts.get(1))));
  }

  public static <A, B, C> Structure<Tuple3<A, B, C>> tuple(
      Structure<A> a, Structure<B> b, Structure<C> c) {
    return new Composite<>(
        p -> Array.of(new Part<>(a, p._1), new Part<>(b, p._2), new Part<>(c, p._3)),
        (_, parts) -> Tuple.of(cast(parts.get(0)), cast(parts.get(1)), cast(parts.get(2))));
  }

  public static <A, B, C, D> Structure<Tuple4<A, B, C, D>> tuple(
      Structure<A> a, Structure<B> b, Structure<C> c, Structure<D> d) {
    return new Composite<>(
        p ->
            Array.of(
                new Part<>(a, p._1), new Part<>(b, p._2), new Part<>(c, p._3), new Part<>(d, p._4)),
        (_, parts) ->
            Tuple.of(
                cast(parts.get(0)), cast(parts.get(1)), cast(parts.get(2)), cast(parts.get(3))));
  }

  public static <A, B, C, D, E> Structure<Tuple5<A, B, C, D, E>> tuple(
      Structure<A> a, Structure<B> b, Structure<C> c, Structure<D> d, Structure<E> e) {
    return new Composite<>(
        p ->
            Array.of(
                new Part<>(a, p._1),
                new Part<>(b, p._2),
                new Part<>(c, p._3),
                new Part<>(d, p._4),
                new Part<>(e, p._5)),
        (_, parts) ->
            Tuple.of(
                cast(parts.get(0)),
                cast(parts.get(1)),
                cast(parts.get(2)),
                cast(parts.get(3)),
                cast(parts.get(4))));
  }
}
