package dev.cotangent.jqwik;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/// The method is a function whose derivatives are tested: jqwik draws its arguments, and
/// [DerivativeLaws] are checked there. A failure is shrunk to the smallest arguments that show it.
///
/// ```java
/// @Differentiable
/// Tensor softplus(@ForAll @TensorOf(maxRank = 2) Tensor x) {
///   return x.exp().log1p();
/// }
/// ```
///
/// Arguments are tensors, records of tensors, tuples, sequences, lists and maps; what is not
/// floating is a constant. The result is a floating tensor of any shape. There are 200 tries; for
/// another number, or a seed, write `@Property(tries = 1000)` above it.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Property(tries = 200)
@AddLifecycleHook(DifferentiableHook.class)
public @interface Differentiable {
  /// The laws that are checked: all if none is given.
  Law[] only() default {};

  /// Laws that are not checked, even if they are among `only`.
  Law[] without() default {};

  /// As in [DerivativeLaws#withTolerance]; 0 for what is usual.
  double tolerance() default 0;

  /// As in [DerivativeLaws#smooth].
  boolean smooth() default false;
}
