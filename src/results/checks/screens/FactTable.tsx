import { SearchOutlined } from "@ant-design/icons";
import { Button } from "antd";
import Input from "antd/es/input/Input";
import { useMemo, useState } from "react";
import { Empty } from "#kit/ui/look/Empty.tsx";
import type { FactRow, Span } from "../contract.ts";
import "./figures.css";
import { placeOf } from "./listing.ts";

interface FactTableProps {
  facts: readonly FactRow[];
  light: (span: Span) => void;
}

const page = 200;

/** 数字表: every figure as the program understood it; a wrong reading is seen here first. */
export function FactTable({ facts, light }: FactTableProps) {
  const [wanted, setWanted] = useState("");
  const [count, setCount] = useState(page);
  const found = useMemo(() => {
    const words = wanted.trim();
    if (words === "") return facts;
    return facts.filter((fact) => `${fact.subject} ${fact.period ?? ""} ${fact.value}${fact.unit}`.includes(words));
  }, [facts, wanted]);
  if (facts.length === 0) return <Empty title="没有读到数字">这份文件里没有带单位的数字。</Empty>;
  return (
    <div className="fact-list">
      <Input
        aria-label="查找数字"
        allowClear
        prefix={<SearchOutlined />}
        placeholder="查找名称、期间或数值"
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
      />
      <table className="fact-table">
        <thead>
          <tr>
            <th scope="col">名称与期间</th>
            <th scope="col" className="number">
              数值
            </th>
            <th scope="col">单位</th>
            <th scope="col">位置</th>
          </tr>
        </thead>
        <tbody>
          {found.slice(0, count).map((fact, index) => (
            <tr key={index}>
              <td>
                {fact.subject || <span className="soft">（未辨出）</span>}
                {fact.period && <span className="small soft fact-period">{fact.period}</span>}
              </td>
              <td className="number">{fact.value}</td>
              <td className="soft fact-unit">{fact.unit}</td>
              <td>
                <button
                  type="button"
                  className="bare text-link fact-place"
                  aria-label={`在原文中看 ${fact.at.quote}，${placeOf(fact.at)}`}
                  onClick={() => light(fact.at)}
                >
                  {placeOf(fact.at) || "查看"}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.length === 0 && <p className="soft findings-none">没有找到“{wanted.trim()}”。</p>}
      {found.length > count && (
        <Button type="link" onClick={() => setCount(count + page)}>
          {`再看 ${Math.min(page, found.length - count)} 行`}
        </Button>
      )}
    </div>
  );
}
