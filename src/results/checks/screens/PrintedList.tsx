import type { CheckReport } from "../contract.ts";
import { severities } from "../words.ts";
import { listed, ruleTitle } from "./listing.ts";
import type { Findings } from "./useFindings.ts";

interface PrintedListProps {
  name: string;
  report: CheckReport;
  findings: Findings;
}

/** 打印: the list with its places and sums, seen on paper only. */
export function PrintedList({ findings: { shown, all } }: PrintedListProps) {
  return (
    <div className="printed">
      {shown.length < all.length && <p>{`按筛选列出 ${all.length} 条中的 ${shown.length} 条。`}</p>}
      <table>
        <thead>
          <tr>
            <th scope="col">序号</th>
            <th scope="col">轻重</th>
            <th scope="col">规则与位置</th>
            <th scope="col">请核对</th>
            <th scope="col">算式与相关各处</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((entry) => {
            const line = listed(entry);
            return (
              <tr key={entry.number}>
                <td>{entry.number}</td>
                <td>{severities[line.severity]}</td>
                <td>
                  {ruleTitle(line.rule)}
                  <br />
                  {line.place}
                </td>
                <td>
                  {line.message}
                  <br />
                  {`原文：${line.quote}`}
                  {line.expected && (
                    <>
                      <br />
                      {[line.stated && `写的 ${line.stated}`, `算得 ${line.expected}`].filter(Boolean).join("，")}
                    </>
                  )}
                  {line.cause && (
                    <>
                      <br />
                      {line.cause}
                    </>
                  )}
                </td>
                <td>
                  {line.because}
                  {line.operands && (
                    <>
                      <br />
                      {line.operands}
                    </>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p>疑点由程序列出，请对照原文核对，由人判断。</p>
    </div>
  );
}
