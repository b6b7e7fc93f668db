import "./progress.css";

interface ProgressProps {
  title: string;
  done: number;
  /** Null while nobody knows how much there is. */
  total: number | null;
  /** When it began, for the time left. */
  startedAt?: string | null;
}

/** A bar with count and time left. */
export function Progress({ title, done, total, startedAt = null }: ProgressProps) {
  const part = total ? Math.min(1, done / total) : null;
  return (
    <div className="progress">
      <div
        className="progress-track"
        role="progressbar"
        aria-label={title}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(part !== null && { "aria-valuenow": Math.round(part * 100) })}
      >
        <div
          className="progress-bar"
          data-open={part === null || undefined}
          style={{ width: `${(part ?? 0.3) * 100}%` }}
        />
      </div>
      <span className="small soft">
        {total
          ? `${done.toLocaleString("zh-CN")} / ${total.toLocaleString("zh-CN")}`
          : done > 0
            ? `已处理 ${done.toLocaleString("zh-CN")}`
            : "准备中"}
        {part !== null && part > 0 && part < 1 && startedAt && ` · ${timeLeft(startedAt, part)}`}
      </span>
    </div>
  );
}

function timeLeft(startedAt: string, part: number): string {
  const spent = (Date.now() - Date.parse(startedAt)) / 1000;
  const left = Math.max(0, (spent / part) * (1 - part));
  if (left < 5) return "即将完成";
  if (left < 90) return `约剩 ${Math.round(left)} 秒`;
  return `约剩 ${Math.round(left / 60)} 分钟`;
}
