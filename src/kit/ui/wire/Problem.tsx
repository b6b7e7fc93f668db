import { Button } from "antd";
import type { ReactNode } from "react";
import "../look/sign.css";
import { Sign } from "../look/Sign.tsx";
import { CallFailure } from "./call.ts";

interface ProblemProps {
  failure: unknown;
  retry?: () => void;
  acts?: ReactNode;
  /** It is all there is on the page, so its title is the page's. */
  isPage?: boolean;
}

const titles: Partial<Record<CallFailure["kind"], string>> = {
  missing: "没有找到",
  forbidden: "没有权限",
  signedOut: "需要登录",
  offline: "连不上服务器",
  busy: "请稍候再试",
  invalid: "地址或条件不对",
  refused: "现在还不能这样做",
};

/** A page, or a part of one, that cannot be shown: what is wrong, what to do next, and for a fault its number. */
export function Problem({ failure, retry, acts, isPage = false }: ProblemProps) {
  const told = failure instanceof CallFailure ? failure : reasonIn(failure);
  const Title = isPage ? "h1" : "h2";
  return (
    <div className="empty" role="alert">
      <Sign kind={told && told.kind !== "fault" ? "watch" : "late"} />
      <Title>{(told && titles[told.kind]) ?? "这一页出了问题"}</Title>
      <p>{told?.message ?? "已填写的内容若已暂存就还在。请重新载入；若还是这样，请告诉系统管理员。"}</p>
      {told?.id && <p className="small">{`故障编号 ${told.id}`}</p>}
      <div className="empty-acts">
        {retry && told?.kind !== "forbidden" && told?.kind !== "missing" && (
          <Button type="primary" onClick={retry}>
            重试
          </Button>
        )}
        {acts}
      </div>
    </div>
  );
}

/** 不能办的理由, as the rules tell it ahead of the attempt. */
function reasonIn(failure: unknown): CallFailure | null {
  if (typeof failure !== "object" || failure === null || failure instanceof Error) return null;
  const { message } = failure as { message?: unknown };
  return typeof message === "string" ? new CallFailure({ kind: "refused", message }) : null;
}
