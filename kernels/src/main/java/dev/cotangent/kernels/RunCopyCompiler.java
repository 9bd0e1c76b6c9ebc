package dev.cotangent.kernels;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.util.Objects.requireNonNull;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// Makes the [RunCopy] of an element type: a class of its own, because only where the type of the
/// arrays is known does the virtual machine copy a short run by an instruction or two.
final class RunCopyCompiler {
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          CD_void, CD_int, CD_int, CD_int, CD_Object, CD_int, CD_int, CD_int, CD_Object, CD_int,
          CD_int, CD_int);
  private static final MethodTypeDesc TAKE =
      MethodTypeDesc.of(
          CD_void, CD_int, CD_int, CD_int.arrayType(), CD_int, CD_int, CD_int, CD_Object, CD_int,
          CD_int, CD_Object, CD_int, CD_int);
  private static final MethodTypeDesc ARRAYCOPY =
      MethodTypeDesc.of(CD_void, CD_Object, CD_int, CD_Object, CD_int, CD_int);

  private final ClassDesc array;
  private final GemmLanes vectors;
  private final int lanes; // 0 if there are no vectors

  private RunCopyCompiler(Element element, int bits) {
    array = KernelLoops.array(element.type());
    vectors = new GemmLanes(element, bits);
    lanes = bits == 0 ? 0 : GemmTile.Form.lanes(element, bits);
  }

  /// @param bits of a vector, for F32 and F64, and then no run may be shorter than one; 0 if there
  ///   are none
  static RunCopy compile(Element element, int bits) {
    var compiler = new RunCopyCompiler(element, bits);
    var name = HiddenClass.name("Runs", element.toString() + bits);
    var bytes = ClassFile.of().build(name, compiler::members);
    return requireNonNull(HiddenClass.instance(bytes, RunCopy.class));
  }

  private void members(ClassBuilder builder) {
    HiddenClass.header(builder, RunCopy.class);
    builder.withMethodBody("run", RUN, ClassFile.ACC_PUBLIC, this::run);
    builder.withMethodBody("take", TAKE, ClassFile.ACC_PUBLIC, this::take);
  }

  private void run(CodeBuilder code) {
    int length = code.parameterSlot(0);
    int from = typed(code, 3);
    int fromAt = code.parameterSlot(4);
    int to = typed(code, 7);
    int toAt = code.parameterSlot(8);
    int source = code.allocateLocal(TypeKind.INT);
    int target = code.allocateLocal(TypeKind.INT);
    loop(code, code.parameterSlot(1), () -> {
      code.iload(fromAt).istore(source).iload(toAt).istore(target);
      loop(code, code.parameterSlot(2), () -> {
        copy(code, length, from, source, to, target);
        advance(code, source, code.parameterSlot(6));
        advance(code, target, code.parameterSlot(10));
      });
      advance(code, fromAt, code.parameterSlot(5));
      advance(code, toAt, code.parameterSlot(9));
    });
    code.return_();
  }

  private void take(CodeBuilder code) {
    int length = code.parameterSlot(0);
    int indices = code.parameterSlot(2);
    int at = code.parameterSlot(3);
    int stride = code.parameterSlot(5);
    int from = typed(code, 6);
    int fromAt = code.parameterSlot(7);
    int to = typed(code, 9);
    int toAt = code.parameterSlot(10);
    int source = code.allocateLocal(TypeKind.INT);
    loop(code, code.parameterSlot(1), () -> {
      code.aload(indices).iload(at).iaload().iload(stride).imul().iload(fromAt).iadd();
      code.istore(source);
      copy(code, length, from, source, to, toAt);
      advance(code, at, code.parameterSlot(4));
      advance(code, fromAt, code.parameterSlot(8));
      advance(code, toAt, code.parameterSlot(11));
    });
    code.return_();
  }

  private int typed(CodeBuilder code, int parameter) {
    int local = code.allocateLocal(TypeKind.REFERENCE);
    code.aload(code.parameterSlot(parameter)).checkcast(array).astore(local);
    return local;
  }

  private static void loop(CodeBuilder code, int count, Runnable body) {
    int i = code.allocateLocal(TypeKind.INT);
    var test = code.newLabel();
    var end = code.newLabel();
    code.iconst_0().istore(i).labelBinding(test).iload(i).iload(count).if_icmpge(end);
    body.run();
    code.iinc(i, 1).goto_(test).labelBinding(end);
  }

  private static void advance(CodeBuilder code, int position, int step) {
    code.iload(position).iload(step).iadd().istore(position);
  }

  /// Copies one run.
  private void copy(CodeBuilder code, int length, int from, int fromAt, int to, int toAt) {
    if (lanes > 0) {
      byVectors(code, length, from, fromAt, to, toAt);
      return;
    }
    var system = ClassDesc.of(System.class.getName());
    code.aload(from).iload(fromAt).aload(to).iload(toAt).iload(length);
    code.invokestatic(system, "arraycopy", ARRAYCOPY);
  }

  /// The last vector ends where the run does, and may overlap the one before.
  private void byVectors(CodeBuilder code, int length, int from, int fromAt, int to, int toAt) {
    int done = code.allocateLocal(TypeKind.INT);
    int last = code.allocateLocal(TypeKind.INT);
    var test = code.newLabel();
    var end = code.newLabel();
    code.iload(length).loadConstant(lanes).isub().istore(last);
    code.iconst_0().istore(done).labelBinding(test).iload(done).iload(last).if_icmpge(end);
    vector(code, done, from, fromAt, to, toAt);
    code.iinc(done, lanes).goto_(test).labelBinding(end);
    vector(code, last, from, fromAt, to, toAt);
  }

  private void vector(CodeBuilder code, int plus, int from, int fromAt, int to, int toAt) {
    int source = code.allocateLocal(TypeKind.INT);
    int target = code.allocateLocal(TypeKind.INT);
    code.iload(fromAt).iload(plus).iadd().istore(source);
    code.iload(toAt).iload(plus).iadd().istore(target);
    vectors.store(code, to, target, 0, () -> vectors.load(code, from, source, 0));
  }
}
