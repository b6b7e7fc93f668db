import { Sign } from "#kit/ui/look/Sign.tsx";

/** Stands before and after the check, whatever is on the screen. */
export function Warning({ isShort = false }: { isShort?: boolean }) {
  return (
    <p className="check-warning" data-short={isShort || undefined}>
      <Sign kind="late" />
      <strong>严禁上传涉密、内部资料</strong>
      {!isShort && <span>文件只在内存中核对，核对完即丢弃，不保存、不留内容。</span>}
    </p>
  );
}
