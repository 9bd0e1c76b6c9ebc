package dev.cotangent.kernels;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.cotangent.kernels.KernelLoops.Walk;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a hidden class that is the [VectorLoop] of an expression, for one width of vectors and one
/// choice of inputs that stand still.
///
/// Its method `blocks` is one loop over whole vectors, in which nothing is called but the Vector
/// API: a vector that crossed any other call would become an object. It ends before a vector with
/// rare lanes, which is then left to the scalar loop `rest`, whose bits are the same. What remains
/// at the end is left to that too, unless no input can be written over: then the last vector that
/// there is room for is computed, a part of it once more.
final class VectorCompiler {
  private static final MethodTypeDesc MAP =
      MethodTypeDesc.of(
          CD_void, CD_int, CD_Object, CD_int, CD_Object.arrayType(), CD_int.arrayType());
  private static final int STATIC = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC;

  /// A program of more instructions would not be compiled by the virtual machine.
  private static final int MOST_STEPS = 1000;

  private static final String BLOCKS = "blocks";
  private static final String REST = "rest";

  private final Program program;
  private final Type result;
  private final List<Element> operands;
  private final int bits;
  private final int still;
  private final Type main;
  private final int lanes;
  private final ClassDesc self;
  private final KernelLoops loops;

  private VectorCompiler(
      String name, Program program, List<Element> operands, int bits, int still, Type main) {
    this.program = program;
    this.operands = operands;
    this.bits = bits;
    this.still = still;
    this.main = main;
    lanes = VectorBody.lanes(main, bits);
    result = program.step(program.root(0)).type();
    self = HiddenClass.name("Vector", name);
    loops = new KernelLoops(self, program, operands);
  }

  /// The vector form of a definition, or null if it has none. The vector module must be there.
  ///
  /// @param bits the width of a vector: 128, 256 or 512
  /// @param still bit `k` says that operand number `k` is read once
  static @Nullable VectorLoop compile(
      String name, Expr definition, int bits, int still, Element... operands) {
    var program = Program.of(definition);
    var main = VectorBody.main(program);
    if (main == null || program.size() > MOST_STEPS) return null;
    var compiler = new VectorCompiler(name, program, List.of(operands), bits, still, main);
    var bytes = ClassFile.of().build(compiler.self, compiler::members);
    return HiddenClass.instance(bytes, VectorLoop.class);
  }

  private void members(ClassBuilder type) {
    HiddenClass.header(type, VectorLoop.class);
    type.withMethodBody("map", MAP, ClassFile.ACC_PUBLIC, this::map);
    type.withMethodBody(BLOCKS, blocksType(), STATIC, this::blocks);
    type.withMethodBody(
        REST, loops.type(), STATIC, code -> loops.map(code, Walk.EVEN, walks(), true));
  }

  private MethodTypeDesc blocksType() {
    return loops.type().changeReturnType(CD_int);
  }

  private boolean isStill(int operand) {
    return (still >> operand & 1) != 0;
  }

  private List<Walk> walks() {
    var walks = new ArrayList<Walk>();
    for (int k = 0; k < operands.size(); k++) walks.add(isStill(k) ? Walk.STILL : Walk.EVEN);
    return walks;
  }

  /// `for (done = 0; done < n; done += piece) { done += blocks(n - done, ...); piece = min(n -
  /// done, lanes); if (last()) return; rest(piece, ...); }`.
  private void map(CodeBuilder code) {
    int n = code.parameterSlot(0);
    int done = code.allocateLocal(TypeKind.INT);
    int piece = code.allocateLocal(TypeKind.INT);
    var test = code.newLabel();
    var end = code.newLabel();
    code.iconst_0().istore(done);
    code.labelBinding(test).iload(done).iload(n).if_icmpge(end);
    code.iload(done).iload(n).iload(done).isub();
    arguments(code, done);
    code.invokestatic(self, BLOCKS, blocksType()).iadd().istore(done);
    code.iload(n).iload(done).isub().loadConstant(lanes);
    code.invokestatic(
        ClassDesc.of("java.lang.Math"), "min", MethodTypeDesc.of(CD_int, CD_int, CD_int));
    code.istore(piece);
    last(code, piece, end);
    code.iload(piece);
    arguments(code, done);
    code.invokestatic(self, REST, loops.type());
    code.iload(done).iload(piece).iadd().istore(done).goto_(test);
    code.labelBinding(end).return_();
  }

  /// `if (0 < piece && piece < lanes && lanes <= n && no input is the output && blocks(lanes, ...
  /// at n - lanes) == lanes) goto end`.
  private void last(CodeBuilder code, int piece, Label end) {
    int n = code.parameterSlot(0);
    int start = code.allocateLocal(TypeKind.INT);
    var not = code.newLabel();
    code.iload(piece).ifeq(not).iload(piece).loadConstant(lanes).if_icmpeq(not);
    code.iload(n).loadConstant(lanes).isub().istore(start).iload(start).iflt(not);
    for (int k = 0; k < operands.size(); k++) {
      code.aload(code.parameterSlot(1));
      code.aload(code.parameterSlot(3)).loadConstant(k).aaload().if_acmpeq(not);
    }
    code.loadConstant(lanes);
    arguments(code, start);
    code.invokestatic(self, BLOCKS, blocksType()).loadConstant(lanes).if_icmpeq(end);
    code.labelBinding(not);
  }

  /// Pushes the arrays with their offsets, to which `done` is added, and strides.
  private void arguments(CodeBuilder code, int done) {
    code.aload(code.parameterSlot(1)).checkcast(KernelLoops.array(result));
    code.iload(code.parameterSlot(2)).iload(done).iadd().iconst_1();
    for (int k = 0; k < operands.size(); k++) {
      code.aload(code.parameterSlot(3)).loadConstant(k).aaload();
      code.checkcast(KernelLoops.array(operands.get(k).type()));
      code.aload(code.parameterSlot(4)).loadConstant(k).iaload();
      if (isStill(k)) code.iconst_0();
      else code.iload(done).iadd().iconst_1();
    }
  }

  /// How many elements have been done: all whole vectors, or those before one with rare lanes.
  private void blocks(CodeBuilder code) {
    var calls = new VectorCalls(code, bits);
    var body = new VectorBody(program, code, calls, main);
    var values = new int[operands.size()];
    for (int k = 0; k < values.length; k++) if (isStill(k)) values[k] = read(code, k);
    int i = code.allocateLocal(TypeKind.INT);
    int bound = code.allocateLocal(TypeKind.INT);
    var test = code.newLabel();
    var end = code.newLabel();
    code.iload(KernelLoops.N).loadConstant(-lanes).iand().istore(bound).iconst_0().istore(i);
    code.labelBinding(test).iload(i).iload(bound).if_icmpge(end);
    body.emit(k -> {
      var type = operands.get(k).type();
      calls.species(type == Type.MASK ? main : type);
      if (isStill(k)) {
        // In the loop, out of which the just-in-time compiler moves it: a vector that lived
        // longer than an iteration might become an object.
        code.loadLocal(ScalarBody.kind(type), values[k]);
        calls.broadcast(type);
      } else {
        element(code, KernelLoops.slot(k), i);
        calls.fromArray(type);
      }
    });
    if (body.anyRare()) {
      var none = code.newLabel();
      code.ifeq(none).iload(i).ireturn().labelBinding(none);
    }
    body.result();
    element(code, KernelLoops.OUT, i);
    calls.intoArray(result);
    code.iinc(i, lanes).goto_(test).labelBinding(end).iload(bound).ireturn();
  }

  private int read(CodeBuilder code, int k) {
    var type = operands.get(k).type();
    int value = code.allocateLocal(ScalarBody.kind(type));
    code.aload(KernelLoops.slot(k)).iload(KernelLoops.slot(k) + 1);
    code.arrayLoad(KernelLoops.elementKind(type)).storeLocal(ScalarBody.kind(type), value);
    return value;
  }

  private static void element(CodeBuilder code, int slot, int i) {
    code.aload(slot).iload(slot + 1).iload(i).iadd();
  }
}
