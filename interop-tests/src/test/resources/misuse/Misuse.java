import dev.cotangent.Autodiff;
import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import io.vavr.Function1;

class Misuse {
  record Line(Tensor slope, Tensor intercept) {}

  void calls(Tensor x, Line line) {
    x.plus("1"); // error: no suitable method found for plus(java.lang.String)
    x.sum("0"); // error: no suitable method found for sum(java.lang.String)
    x.item() = 2; // error: unexpected type
    for (double element : x) {} // error: for-each not applicable to expression type
    if (x.eq(x)) {} // error: Tensor cannot be converted to boolean
    String shape = x.shape(); // error: Shape cannot be converted to java.lang.String
    x.shape().dims[0] = 2; // error: dims has private access
    line.slope = x; // error: cannot assign a value to final variable slope
    Autodiff.grad(y -> 1.0); // error: bad return type in lambda expression
    Function1<Tensor, Tensor> f =
        Autodiff.grad((y, z) -> y.times(z)); // error: Function2<dev.cotangent.Tensor
    Autodiff.grad(Tensor::sum).apply(x); // error: reference to grad is ambiguous
    Autodiff.grad(Line.class, l -> l.slope()).apply(x); // error: incompatible types
    Structure<Line> s = p -> null; // error: Structure is not a functional interface
    Autodiff.grad((a, b, c, d, e, g) -> a); // error: no suitable method found for grad
  }
}
