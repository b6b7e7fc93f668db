import { CopyOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { tell } from "#kit/ui/look/Notes.tsx";
import "./factors.css";

/** 恢复码, this once: each lets in one time without the phone. */
export function RecoveryCodes({ codes, done }: { codes: string[]; done: () => void }) {
  const copy = () =>
    navigator.clipboard.writeText(codes.join("\n")).then(
      () => tell({ kind: "done", text: "已复制恢复码" }),
      () => tell({ kind: "watch", text: "浏览器不让复制，请选中后按 Ctrl C" }),
    );
  return (
    <div className="factor">
      <h2>请保存恢复码</h2>
      <p>
        手机不在身边时，用一个恢复码代替验证码登录，每个只能用一次。恢复码只显示这一次，请抄下或打印后妥善保管，不要存在手机里。
      </p>
      <ul className="factor-codes" aria-label="恢复码">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="factor-acts unprinted">
        <Button type="primary" onClick={done}>
          已经保存，继续
        </Button>
        <Button icon={<CopyOutlined />} onClick={copy}>
          复制
        </Button>
        <Button onClick={() => window.print()}>打印</Button>
      </div>
    </div>
  );
}
