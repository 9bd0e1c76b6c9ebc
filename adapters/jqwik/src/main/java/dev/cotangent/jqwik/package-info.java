/// Property-based tests of derivatives: tensors that jqwik generates and shrinks, and the laws that
/// every derivative keeps.
///
/// [dev.cotangent.jqwik.Differentiable] on a method tests the function that the method is;
/// [dev.cotangent.jqwik.DerivativeLaws] tests a function at points of your own;
/// [dev.cotangent.jqwik.TensorOf] says which tensors a parameter takes.
@NullMarked
package dev.cotangent.jqwik;

import org.jspecify.annotations.NullMarked;
