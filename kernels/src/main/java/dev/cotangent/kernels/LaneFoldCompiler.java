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

/// Makes a hidden class that is the [LaneFold] of an expression in two operands, as vector code. A
/// block of lanes lives in vectors, each in a local variable, while it takes in its columns, and is
/// stored only at the end. Blocks are of 64 lanes, so that no addition waits for the one before;
/// what remains goes by single vectors, and then by single lanes.
final class LaneFoldCompiler {
  private static final MethodTypeDesc FOLD =
      MethodTypeDesc.of(
          CD_void, CD_int, CD_int, CD_Object, CD_int, CD_Object, CD_int, CD_Object, CD_int, CD_int);
  private static final int N = 0; // slots of a loop's parameters
  private static final int DEPTH = 1;
  private static final int LANES = 2;
  private static final int AT = 3;
  private static final int START = 4;
  private static final int START_AT = 5;
  private static final int SOURCE = 6;
  private static final int OFFSET = 7;
  private static final int STRIDE = 8;

  private final Program program;
  private final Type type;
  private final int bits;
  private final int width; // lanes of one vector
  private final ClassDesc self;

  /// Loads, combines and stores some neighbouring lanes.
  private interface Block {
    void load(CodeBuilder code, int j);

    void combine(CodeBuilder code, int p);

    void store(CodeBuilder code, int j);
  }

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
    if (VectorBody.main(program) != type) return null;
    var compiler = new LaneFoldCompiler(name, program, type, bits);
    var bytes = ClassFile.of().build(compiler.self, compiler::members);
    return HiddenClass.instance(bytes, LaneFold.class);
  }

  private void members(ClassBuilder builder) {
    HiddenClass.header(builder, LaneFold.class);
    builder.withMethodBody("fold", FOLD, ClassFile.ACC_PUBLIC, this::fold);
    loop(builder, "blocks", Reduction.LANES, code -> new Vectors(code, Reduction.LANES / width));
    loop(builder, "vectors", width, code -> new Vectors(code, 1));
    loop(builder, "rest", 1, Single::new);
  }

  private MethodTypeDesc loopType() {
    var array = KernelLoops.array(type);
    return MethodTypeDesc.of(
        CD_int, CD_int, CD_int, array, CD_int, array, CD_int, array, CD_int, CD_int);
  }

  /// `done = blocks(n, ...); done += vectors(n - done, ...); done += rest(n - done, ...)`.
  private void fold(CodeBuilder code) {
    int done = code.allocateLocal(TypeKind.INT);
    var end = code.newLabel();
    code.iconst_0().istore(done);
    for (var loop : new String[] {"blocks", "vectors", "rest"}) {
      code.iload(done).iload(code.parameterSlot(N)).if_icmpge(end);
      code.iload(code.parameterSlot(N)).iload(done).isub().iload(code.parameterSlot(DEPTH));
      for (int array : new int[] {LANES, START, SOURCE}) {
        code.aload(code.parameterSlot(array)).checkcast(KernelLoops.array(type));
        code.iload(code.parameterSlot(array + 1)).iload(done).iadd();
      }
      code.iload(code.parameterSlot(STRIDE)).invokestatic(self, loop, loopType());
      code.iload(done).iadd().istore(done);
    }
    code.labelBinding(end).return_();
  }

  private interface Blocks {
    Block of(CodeBuilder code);
  }

  /// A method that takes in whole blocks of `size` lanes and returns how many lanes these are.
  private void loop(ClassBuilder builder, String name, int size, Blocks blocks) {
    builder.withMethodBody(
        name,
        loopType(),
        ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC,
        code -> loop(code, size, blocks.of(code)));
  }

  private static void loop(CodeBuilder code, int size, Block block) {
    int bound = code.allocateLocal(TypeKind.INT);
    int j = code.allocateLocal(TypeKind.INT);
    int p = code.allocateLocal(TypeKind.INT);
    int r = code.allocateLocal(TypeKind.INT);
    var test = code.newLabel();
    var end = code.newLabel();
    var column = code.newLabel();
    var bottom = code.newLabel();
    code.iload(N).loadConstant(-size).iand().istore(bound).iconst_0().istore(j);
    code.labelBinding(test).iload(j).iload(bound).if_icmpge(end);
    block.load(code, j);
    code.iload(OFFSET).iload(j).iadd().istore(p).iconst_0().istore(r);
    code.labelBinding(column).iload(r).iload(DEPTH).if_icmpge(bottom);
    block.combine(code, p);
    code.iload(p).iload(STRIDE).iadd().istore(p).iinc(r, 1).goto_(column);
    code.labelBinding(bottom);
    block.store(code, j);
    code.iinc(j, size).goto_(test).labelBinding(end).iload(bound).ireturn();
  }

  private final class Vectors implements Block {
    private final VectorCalls calls;
    private final int[] sums;

    Vectors(CodeBuilder code, int number) {
      calls = new VectorCalls(code, bits);
      sums = new int[number];
      for (int k = 0; k < number; k++) sums[k] = code.allocateLocal(TypeKind.REFERENCE);
    }

    @Override
    public void load(CodeBuilder code, int j) {
      for (int k = 0; k < sums.length; k++) {
        calls.species(type);
        code.aload(START).iload(START_AT).iload(j).iadd().loadConstant(k * width).iadd();
        calls.fromArray(type);
        code.astore(sums[k]);
      }
    }

    @Override
    public void combine(CodeBuilder code, int p) {
      for (int k = 0; k < sums.length; k++) {
        int lane = k * width;
        int sum = sums[k];
        var body = new VectorBody(program, code, calls, type);
        body.emit(operand -> {
          if (operand == 0) {
            code.aload(sum);
          } else {
            calls.species(type);
            code.aload(SOURCE).iload(p).loadConstant(lane).iadd();
            calls.fromArray(type);
          }
        });
        body.result();
        code.astore(sum);
      }
    }

    @Override
    public void store(CodeBuilder code, int j) {
      for (int k = 0; k < sums.length; k++) {
        code.aload(sums[k]).aload(LANES).iload(AT).iload(j).iadd().loadConstant(k * width).iadd();
        calls.intoArray(type);
      }
    }
  }

  private final class Single implements Block {
    private final TypeKind kind = ScalarBody.kind(type);
    private final int sum;
    private final int next;

    Single(CodeBuilder code) {
      sum = code.allocateLocal(kind);
      next = code.allocateLocal(kind);
    }

    @Override
    public void load(CodeBuilder code, int j) {
      code.aload(START).iload(START_AT).iload(j).iadd();
      code.arrayLoad(KernelLoops.elementKind(type)).storeLocal(kind, sum);
    }

    @Override
    public void combine(CodeBuilder code, int p) {
      code.aload(SOURCE).iload(p);
      code.arrayLoad(KernelLoops.elementKind(type)).storeLocal(kind, next);
      ScalarBody.emit(program, code, new int[] {sum, next});
      code.storeLocal(kind, sum);
    }

    @Override
    public void store(CodeBuilder code, int j) {
      code.aload(LANES).iload(AT).iload(j).iadd().loadLocal(kind, sum);
      code.arrayStore(KernelLoops.elementKind(type));
    }
  }
}
