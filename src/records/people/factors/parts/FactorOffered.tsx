import type { ReactNode } from "react";
import type { z } from "zod";
import type { FactorOffer } from "../contract.ts";
import "./factors.css";
import { QrCode } from "./QrCode.tsx";

/** What the authenticator app takes in, and below it the form for the first code. */
export function FactorOffered({ offer, children }: { offer: z.output<typeof FactorOffer>; children: ReactNode }) {
  return (
    <div className="factor">
      <ol className="factor-steps">
        <li>在手机上打开验证器应用（支持 TOTP 的都可以），扫描二维码。</li>
        <li>不能扫描的，手工输入密钥。</li>
        <li>输入应用里显示的 6 位数字，启用。</li>
      </ol>
      <div className="factor-offer">
        <QrCode text={offer.address} title="第二因素二维码" />
        <div>
          <span className="small soft">密钥</span>
          <code className="factor-secret">{offer.secret.replaceAll(/(.{4})(?=.)/g, "$1 ")}</code>
        </div>
      </div>
      {children}
    </div>
  );
}
