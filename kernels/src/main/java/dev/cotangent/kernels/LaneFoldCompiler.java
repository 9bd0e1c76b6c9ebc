package dev.cotangent.kernels;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.jspecify.annotations.Nullable;

/// Makes a hidden class that is the [LaneFold] of an expression in two operands. The 64 lanes live
/// in as many vectors as they need, each in a local variable, and are stored only at the end.
final class LaneFoldCompiler {
  private static final MethodTypeDesc FOLD =
      MethodTypeDesc.of(CD_void, CD_int, CD_Object, CD_Object, CD_int);
  private static final String LOOP = "loop";
  private static final int N = 0; // slots of the loop's parameters
  private static final int LANES = 1;
  private static final int SOURCE = 2;
  private static final int OFFSET = 3;

  private final Program program;
  private final Type type;
  private final int bits;
  private final int width; // lanes of one vector
  private final ClassDesc self;

  private LaneFoldCompiler(String name, Program program, Type type, int bits) {
    this.program = program;
    this.type = type;
    this.bits = bits;
    width = VectorBody.lanes(type, bits);
    self = HiddenClass.name("Fold", name);
  }

  /// The vector form of a combination of two elements, or null if it has none. The vector module
  /// must be there.
  static @Nullable LaneFold compile(String name, Expr combine, int bits) {
    var program = Program.of(combine);
    var type = combine.type();
    if (type == Type.MASK || VectorBody.main(program) != type) return null;
    var compiler = new LaneFoldCompiler(name, program, type, bits);
    var bytes = ClassFile.of().build(compiler.self, compiler::members);
    return HiddenClass.instance(bytes, LaneFold.class);
  }

  private void members(ClassBuilder builder) {
    HiddenClass.header(builder, LaneFold.class);
    builder.withMethodBody("fold", FOLD, ClassFile.ACC_PUBLIC, this::fold);
    builder.withMethodBody(
        LOOP, loopType(), ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC, this::loop);
  }

  private MethodTypeDesc loopType() {
    var array = KernelLoops.array(type);
    return MethodTypeDesc.of(CD_void, CD_int, array, array, CD_int);
  }

  private void fold(CodeBuilder code) {
    code.iload(code.parameterSlot(0));
    code.aload(code.parameterSlot(1)).checkcast(KernelLoops.array(type));
    code.aload(code.parameterSlot(2)).checkcast(KernelLoops.array(type));
    code.iload(code.parameterSlot(3)).invokestatic(self, LOOP, loopType()).return_();
  }

  private void loop(CodeBuilder code) {
    var calls = new VectorCalls(code, bits);
    var sums = new int[Reduction.LANES / width];
    for (int k = 0; k < sums.length; k++) {
      sums[k] = code.allocateLocal(TypeKind.REFERENCE);
      calls.species(type);
      code.aload(LANES).loadConstant(k * width);
      calls.fromArray(type);
      code.astore(sums[k]);
    }
    int i = code.allocateLocal(TypeKind.INT);
    var test = code.newLabel();
    var end = code.newLabel();
    code.iconst_0().istore(i).labelBinding(test).iload(i).iload(N).if_icmpge(end);
    for (int k = 0; k < sums.length; k++) combine(code, calls, sums[k], i, k * width);
    code.iinc(i, Reduction.LANES).goto_(test).labelBinding(end);
    for (int k = 0; k < sums.length; k++) {
      code.aload(sums[k]).aload(LANES).loadConstant(k * width);
      calls.intoArray(type);
    }
    code.return_();
  }

  private void combine(CodeBuilder code, VectorCalls calls, int sum, int i, int lane) {
    var body = new VectorBody(program, code, calls, type);
    body.emit(operand -> {
      if (operand == 0) {
        code.aload(sum);
      } else {
        calls.species(type);
        code.aload(SOURCE).iload(OFFSET).iload(i).iadd().loadConstant(lane).iadd();
        calls.fromArray(type);
      }
    });
    body.result();
    code.astore(sum);
  }
}
