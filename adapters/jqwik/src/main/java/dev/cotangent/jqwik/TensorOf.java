package dev.cotangent.jqwik;

import dev.cotangent.DType;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Which tensors a `@ForAll Tensor` parameter takes, or the component of a record that one takes.
///
/// ```java
/// @Property
/// void law(@ForAll @TensorOf(rank = 1, maxRank = 3, max = 10) Tensor x) { ... }
/// ```
///
/// What is not possible, as a `min` above `max`, is an IllegalArgumentException when the property
/// starts.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({
  ElementType.PARAMETER,
  ElementType.TYPE_USE,
  ElementType.RECORD_COMPONENT,
  ElementType.ANNOTATION_TYPE
})
public @interface TensorOf {
  /// What a rank is that is not given.
  int ANY = -1;

  /// The type of the elements; INT32 holds whole numbers of the range, BOOL both values.
  DType dtype() default DType.FLOAT64;

  /// The shape, where there is one alone; ranks and lengths are then not looked at.
  int[] shape() default {ANY};

  /// The rank; with `maxRank` the smallest one.
  int rank() default ANY;

  /// The largest rank: that of `rank`, or 3 if neither is given.
  int maxRank() default ANY;

  /// The smallest length of an axis, which may be 0.
  int minDim() default 1;

  /// The largest length of an axis.
  int maxDim() default 4;

  /// The smallest element.
  double min() default -10;

  /// The largest element.
  double max() default 10;

  /// How elements are spread over that range.
  Distribution distribution() default Distribution.UNIFORM;

  /// Values to be drawn besides, within the range or not.
  Special[] specials() default {};

  /// Numbers at which the function has a kink.
  double[] kinks() default {};

  /// What elements keep from the kinks.
  double distance() default 0.01;

  /// Whether every third element sits on a kink.
  boolean onKinks() default false;
}
