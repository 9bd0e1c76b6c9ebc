package dev.cotangent.jqwik;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The tensors of a `@ForAll` tuple broadcast together.
///
/// ```java
/// @Property
/// void law(@ForAll @Broadcasting Tuple2<Tensor, Tensor> pair) { ... }
/// ```
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
public @interface Broadcasting {
  /// What the tensors are; their shapes are made from one that it allows.
  TensorOf value() default @TensorOf;
}
