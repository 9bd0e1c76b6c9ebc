package dev.cotangent.structure;

import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import dev.cotangent.structure.Containers.Composite;
import dev.cotangent.structure.Containers.Part;
import dev.cotangent.structure.Containers.Passenger;
import io.vavr.Tuple2;
import io.vavr.Tuple3;
import io.vavr.Tuple4;
import io.vavr.Tuple5;
import io.vavr.collection.Array;
import io.vavr.collection.HashMap;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Structures read off declared types, in the place where these are declared.
///
/// @param around the records and data classes whose components are being read: one that occurs in
///   itself is its own structure again
/// @param arguments what the type parameters stand for
record Declared(Map<Applied, Structure<?>> around, Map<Type, Structure<?>> arguments) {
  static final Declared NOTHING_YET = new Declared(HashMap.empty(), HashMap.empty());

  static final String UNDERSTOOD =
      "use Tensor, a record, a data class, Seq, List, a map from String, or a tuple";

  /// Far more than anybody nests one generic class in itself.
  private static final int DEEPEST = 50;

  /// A class and its type arguments.
  record Applied(Class<?> type, Seq<Structure<?>> arguments) {}

  /// The structure of a record or data class.
  <P> Structure<P> product(Product<P> product, Seq<Structure<?>> given) {
    var structures = new Structure<?>[product.components().size()];
    var structure =
        new Composite<P>(
            p -> product.components().zipWithIndex((c, k) -> part(structures[k], c, p)),
            (_, parts) -> product.build(parts));
    var inside =
        new Declared(
            around.put(new Applied(product.type(), given), structure),
            HashMap.ofEntries(Array.<Type>of(product.type().getTypeParameters()).zip(given)));
    for (int k = 0; k < structures.length; k++) {
      var component = product.components().get(k);
      var found = inside.structure(component.type());
      structures[k] =
          found == Containers.PASSENGER ? new Passenger(name(component, product.type())) : found;
    }
    return structure;
  }

  private static String name(Product.Component component, Class<?> of) {
    var name = component.name();
    return (name.startsWith("component") ? name : "component " + name) + " of " + of.getName();
  }

  @SuppressWarnings("unchecked") // the structure was made for the component's type
  private static Part<?> part(Structure<?> structure, Product.Component component, Object p) {
    var value = component.read(p);
    if (value != null || structure instanceof Passenger) {
      return new Part<>((Structure<Object>) structure, value);
    }
    if (component.mayBeNull()) return new Part<>(Containers.PASSENGER, value);
    throw new IllegalArgumentException(
        "Structure.record: " + name(component, p.getClass()) + " is null");
  }

  /// The structure of a type; that of a type without tensors takes no part.
  Structure<?> structure(Type type) {
    return switch (type) {
      case Class<?> c when c == Tensor.class -> Structure.tensor();
      case Class<?> c when !c.isArray() -> ofClass(c, Array.empty());
      case WildcardType wildcard -> structure(wildcard.getUpperBounds()[0]);
      case TypeVariable<?> variable -> arguments.get(variable).getOrElse(() -> unbound(variable));
      case ParameterizedType generic -> ofGeneric(generic);
      default -> {
        if (arrayHoldsTensors(type)) throw unknown(type);
        yield Containers.PASSENGER;
      }
    };
  }

  private static Structure<?> unbound(TypeVariable<?> variable) {
    return variable.getBounds()[0] == Tensor.class ? Structure.tensor() : Containers.PASSENGER;
  }

  private Structure<?> ofClass(Class<?> type, Seq<Structure<?>> given) {
    var known = around.get(new Applied(type, given));
    if (known.isDefined()) return known.get();
    if (around.count(other -> other._1.type() == type) > DEEPEST) {
      throw new IllegalArgumentException(
          "Structure.record: " + type.getName() + " holds itself with ever larger type arguments");
    }
    var product = Product.of(type);
    if (product != null) return product(product, given);
    if (type.isSealed() && mayHoldTensors(type, given)) return Found.EACH_OR_REFUSED;
    if (Reach.tensors(type)) throw unknown(type);
    return Containers.PASSENGER;
  }

  /// Which of its classes a sealed type is will be seen when there is a value. Each is read, so
  /// that one that is not understood is refused wherever it stands among them.
  private boolean mayHoldTensors(Class<?> sealed, Seq<Structure<?>> given) {
    var inside =
        new Declared(around.put(new Applied(sealed, given), Containers.PASSENGER), arguments);
    return Array.of(sealed.getPermittedSubclasses())
        .map(permitted -> inside.ofClass(permitted, Array.empty()))
        .exists(structure -> structure != Containers.PASSENGER);
  }

  private Structure<?> ofGeneric(ParameterizedType generic) {
    var raw = (Class<?>) generic.getRawType();
    if (Reach.isFunction(raw)) return Containers.PASSENGER;
    Seq<Structure<?>> parts = Array.of(generic.getActualTypeArguments()).map(this::structure);
    boolean empty = parts.forAll(part -> part == Containers.PASSENGER);
    var container = container(generic, parts);
    if (container != null) return empty ? Containers.PASSENGER : container;
    var structure = ofClass(raw, parts);
    if (structure == Containers.PASSENGER && !empty) throw unknown(generic);
    return structure;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the arguments are those of the type in hand
  private static @Nullable Structure<?> container(ParameterizedType generic, Seq<Structure<?>> of) {
    var raw = generic.getRawType();
    boolean named = generic.getActualTypeArguments()[0] == String.class;
    if (named && raw == Map.class) return Structure.map(of.get(1));
    if (named && raw == java.util.Map.class) return Structure.javaMap(of.get(1));
    if (raw == Seq.class) return Structure.seq(of.get(0));
    if (raw == List.class) return Structure.list(of.get(0));
    var all = (Seq<Structure>) (Seq) of;
    if (raw == Tuple2.class) return Containers.tuple(all.get(0), all.get(1));
    if (raw == Tuple3.class) return Containers.tuple(all.get(0), all.get(1), all.get(2));
    if (raw == Tuple4.class) {
      return Containers.tuple(all.get(0), all.get(1), all.get(2), all.get(3));
    }
    if (raw == Tuple5.class) {
      return Containers.tuple(all.get(0), all.get(1), all.get(2), all.get(3), all.get(4));
    }
    return null;
  }

  private boolean arrayHoldsTensors(Type type) {
    Type element =
        type instanceof GenericArrayType array
            ? array.getGenericComponentType()
            : ((Class<?>) type).getComponentType();
    return structure(element) != Containers.PASSENGER;
  }

  private static IllegalArgumentException unknown(Type type) {
    return new IllegalArgumentException(
        "Structure.record: "
            + type.getTypeName()
            + " holds tensors in a way that is not known; "
            + UNDERSTOOD);
  }
}
