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

/// Makes the [RunCopy] of an element type. Only where the arrays' type is known does the virtual
/// machine copy a short run by an instruction or two.
final class RunCopyCompiler {
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          CD_void, CD_int, CD_int, CD_int, CD_Object, CD_int, CD_int, CD_int, CD_Object, CD_int,
          CD_int, CD_int);
  private static final MethodTypeDesc ARRAYCOPY =
      MethodTypeDesc.of(CD_void, CD_Object, CD_int, CD_Object, CD_int, CD_int);
  private static final int LENGTH = 0; // parameters
  private static final int OUTER = 1;
  private static final int INNER = 2;
  private static final int FROM = 3; // its position and two steps follow
  private static final int TO = 7;
  private static final int POSITION = 1;
  private static final int OUTER_STEP = 2;
  private static final int INNER_STEP = 3;

  private final ClassDesc array;

  private RunCopyCompiler(Element element) {
    array = KernelLoops.array(element.type());
  }

  static RunCopy compile(Element element) {
    var compiler = new RunCopyCompiler(element);
    var name = HiddenClass.name("Runs", element.toString());
    var bytes = ClassFile.of().build(name, compiler::members);
    return requireNonNull(HiddenClass.instance(bytes, RunCopy.class));
  }

  private void members(ClassBuilder builder) {
    HiddenClass.header(builder, RunCopy.class);
    builder.withMethodBody("run", RUN, ClassFile.ACC_PUBLIC, this::run);
  }

  private void run(CodeBuilder code) {
    int from = typed(code, FROM);
    int to = typed(code, TO);
    loop(code, OUTER, () -> {
      int fromAt = copied(code, FROM);
      int toAt = copied(code, TO);
      loop(code, INNER, () -> {
        copy(code, from, fromAt, to, toAt, code.parameterSlot(LENGTH));
        advance(code, fromAt, FROM + INNER_STEP);
        advance(code, toAt, TO + INNER_STEP);
      });
      advance(code, code.parameterSlot(FROM + POSITION), FROM + OUTER_STEP);
      advance(code, code.parameterSlot(TO + POSITION), TO + OUTER_STEP);
    });
    code.return_();
  }

  /// Emits the copy of a run.
  static void copy(CodeBuilder code, int from, int fromAt, int to, int toAt, int length) {
    var system = ClassDesc.of(System.class.getName());
    code.aload(from).iload(fromAt).aload(to).iload(toAt).iload(length);
    code.invokestatic(system, "arraycopy", ARRAYCOPY);
  }

  private int typed(CodeBuilder code, int parameter) {
    int local = code.allocateLocal(TypeKind.REFERENCE);
    code.aload(code.parameterSlot(parameter)).checkcast(array).astore(local);
    return local;
  }

  private static int copied(CodeBuilder code, int array) {
    int local = code.allocateLocal(TypeKind.INT);
    code.iload(code.parameterSlot(array + POSITION)).istore(local);
    return local;
  }

  private static void loop(CodeBuilder code, int count, Runnable body) {
    int i = code.allocateLocal(TypeKind.INT);
    var test = code.newLabel();
    var end = code.newLabel();
    code.iconst_0().istore(i);
    code.labelBinding(test).iload(i).iload(code.parameterSlot(count)).if_icmpge(end);
    body.run();
    code.iinc(i, 1).goto_(test).labelBinding(end);
  }

  private static void advance(CodeBuilder code, int position, int step) {
    code.iload(position).iload(code.parameterSlot(step)).iadd().istore(position);
  }
}
