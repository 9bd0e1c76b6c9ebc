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

/// Makes a [RunCopy] of F32 or F64 for runs of a few vectors.
final class RunCopyCompiler {
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          CD_void, CD_int, CD_int, CD_int, CD_Object, CD_int, CD_int, CD_int, CD_Object, CD_int,
          CD_int, CD_int);
  private static final MethodTypeDesc TAKE =
      MethodTypeDesc.of(
          CD_void,
          CD_int,
          CD_int,
          CD_int.arrayType(),
          CD_int,
          CD_int,
          CD_int,
          CD_Object,
          CD_int,
          CD_int,
          CD_Object,
          CD_int,
          CD_int);

  private final ClassDesc array;
  private final GemmLanes vectors;
  private final int lanes;
  private final int count;

  private RunCopyCompiler(Element element, int bits, int count) {
    array = KernelLoops.array(element.type());
    vectors = new GemmLanes(element, bits);
    lanes = GemmTile.Form.lanes(element, bits);
    this.count = count;
  }

  /// @param bits of a vector
  /// @param count of vectors that cover a run, the last of which ends with it and may overlap the
  ///   one before
  static RunCopy compile(Element element, int bits, int count) {
    var compiler = new RunCopyCompiler(element, bits, count);
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
    loop(
        code,
        code.parameterSlot(1),
        () -> {
          code.iload(fromAt).istore(source).iload(toAt).istore(target);
          loop(
              code,
              code.parameterSlot(2),
              () -> {
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
    loop(
        code,
        code.parameterSlot(1),
        () -> {
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

  /// Copies one run. All vectors are loaded before the first is stored, so that they are fetched
  /// together.
  private void copy(CodeBuilder code, int length, int from, int fromAt, int to, int toAt) {
    int last = code.allocateLocal(TypeKind.INT);
    code.iload(length).loadConstant(lanes).isub().istore(last);
    int at = code.allocateLocal(TypeKind.INT);
    var loaded = new int[count];
    for (int k = 0; k < count; k++) {
      loaded[k] = code.allocateLocal(TypeKind.REFERENCE);
      position(code, fromAt, k, last, at);
      vectors.load(code, from, at, 0);
      code.astore(loaded[k]);
    }
    for (int k = 0; k < count; k++) {
      int vector = loaded[k];
      position(code, toAt, k, last, at);
      vectors.store(code, to, at, 0, () -> code.aload(vector));
    }
  }

  /// Where vector number `k` of a run lies.
  private void position(CodeBuilder code, int run, int k, int last, int at) {
    code.iload(run);
    if (k < count - 1) code.loadConstant(k * lanes);
    else code.iload(last);
    code.iadd().istore(at);
  }
}
