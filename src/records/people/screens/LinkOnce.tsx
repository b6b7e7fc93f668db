import { CopyOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { tell } from "#kit/ui/look/Notes.tsx";

/** 一次性链接 is shown once; whoever has it sets the password. */
export function LinkOnce({ link }: { link: string }) {
  const address = new URL(link, window.location.origin).href;
  const copy = () =>
    navigator.clipboard.writeText(address).then(
      () => tell({ kind: "done", text: "已复制链接" }),
      () => tell({ kind: "watch", text: "浏览器不让复制，请选中后按 Ctrl C" }),
    );
  return (
    <>
      <p>请把一次性链接当面或用内部渠道交给本人，由本人设置密码。链接只显示这一次，3 天内有效，用过即失效。</p>
      <div className="paper section account-link">
        <code>{address}</code>
        <Button type="primary" icon={<CopyOutlined />} onClick={copy}>
          复制链接
        </Button>
      </div>
    </>
  );
}
