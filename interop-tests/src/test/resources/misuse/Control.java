import dev.cotangent.Autodiff;
import dev.cotangent.Shape;
import dev.cotangent.Structure;
import dev.cotangent.Tensor;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple2;

class Control {
  record Line(Tensor slope, Tensor intercept) {}

  void calls(Tensor x, Line line) {
    Tensor y = x.plus(1).plus(x.sum(0));
    double item = y.item();
    for (double element : x.toDoubleArray()) item += element;
    if (x.equals(x)) y = x;
    Shape shape = x.shape();
    shape.toArray()[0] = 2;
    Function1<Tensor, Tensor> f = Autodiff.grad(z -> z.square());
    Function2<Tensor, Tensor, Tuple2<Tensor, Tensor>> g = Autodiff.grad((a, b) -> a.times(b));
    Autodiff.grad((Tensor z) -> z.sum()).apply(x);
    Line gradient = Autodiff.grad(Line.class, l -> l.slope()).apply(line);
    Structure<Line> s = Structure.record(Line.class);
    Autodiff.grad((a, b, c, d, e) -> a.times(b).times(c).times(d).times(e));
  }
}
