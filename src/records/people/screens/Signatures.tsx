import type { z } from "zod";
import { Moment } from "#kit/ui/value/Days.tsx";
import "./handovers.css";
import type { Signature } from "../handovers/contract.ts";
import { signatureRoles } from "../handovers/words.ts";

interface SignaturesProps {
  signatures: z.output<typeof Signature>[];
  digest: string;
}

/** 三方签字: who has signed when; on paper, the lines to sign on by hand. */
export function Signatures({ signatures, digest }: SignaturesProps) {
  return (
    <>
      <ul className="signatures">
        {signatures.map(({ role, name, signedBy, signedAt }) => (
          <li key={role}>
            <span className="soft">{signatureRoles[role]}</span>
            <strong>{signedBy ? `${name}（${signedBy} 代签）` : name}</strong>
            {signedAt ? <Moment at={signedAt} /> : <span className="soft">未签字</span>}
          </li>
        ))}
      </ul>
      <p className="small soft">{`清单校验码 ${digest}，与下载的清单一致；清单有任何变化它都会变。`}</p>
    </>
  );
}
