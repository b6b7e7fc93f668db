import "./tags.css";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { type CompanyTag, companyTags } from "../words.ts";

export function CompanyTags({ tags }: { tags: CompanyTag[] }) {
  if (tags.length === 0) return <span className="soft">—</span>;
  return (
    <span className="tags">
      {tags.map((tag) => (
        <Tag key={tag}>{companyTags[tag]}</Tag>
      ))}
    </span>
  );
}
