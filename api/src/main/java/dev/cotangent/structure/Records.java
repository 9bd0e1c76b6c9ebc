package dev.cotangent.structure;

import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import dev.cotangent.structure.Containers.Composite;
import dev.cotangent.structure.Containers.Part;
import io.vavr.collection.Array;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/// Records and data classes as structures.
public final class Records {
  private Records() {}

  public static <P> Structure<P> of(Class<P> type) {
    var product = Product.of(type);
    if (product != null) return Declared.NOTHING_YET.product(product, Array.empty());
    throw new IllegalArgumentException(
        "Structure.record: "
            + type.getName()
            + " is not a record, nor a data class of Kotlin; implement Structure for it");
  }

  /// The structure of any type that is made of tensors.
  public static Structure<?> of(Type type) {
    if (type instanceof Class<?> c && c != Tensor.class && !c.isSealed()) return of(c);
    var structure = Declared.NOTHING_YET.structure(type);
    if (structure != Containers.PASSENGER) return structure;
    throw new IllegalArgumentException(
        "Structure.of: " + type.getTypeName() + " is not made of tensors; " + Declared.UNDERSTOOD);
  }

  /// The structure of a value, by what its components hold rather than what they declare; null if
  /// it is neither a record nor of a data class.
  static @Nullable Structure<?> found(Object value, Found found) {
    boolean isOfJava = value.getClass().getClassLoader() == null;
    var product = isOfJava ? null : Product.of(value.getClass());
    return product == null
        ? null
        : new Composite<>(
            p -> product.components().map(component -> part(component.read(p), found)),
            (_, parts) -> product.build(parts));
  }

  private static Part<?> part(Object held, Found found) {
    return new Part<>(found.of(held), held);
  }
}
