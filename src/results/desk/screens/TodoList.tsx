import type { z } from "zod";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Light } from "#kit/ui/look/Light.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { openTaskCenter } from "#kit/ui/wire/taskcenter.ts";
import type { DeskHome } from "../contract.ts";

type Todo = z.output<typeof DeskHome>["todos"][number];

/** 待办 by due day; the heading of each opens the very list it counts. */
export function TodoList({ todos }: { todos: Todo[] }) {
  return (
    <section className="paper section" aria-labelledby="desk-todos">
      <header>
        <h2 id="desk-todos">待办</h2>
        {todos.length > 0 && <span className="small soft">按期限先后</span>}
      </header>
      {todos.length === 0 ? (
        <Empty title="没有等您办的事">审批、缺项、没办完的导入会出现在这里，快到期的排在最前。</Empty>
      ) : (
        <ul className="desk-todos">
          {todos.map((todo) => (
            <li key={todo.code}>
              <div className="desk-line">
                <Opening todo={todo} />
                {todo.light.state !== "none" && <Light light={todo.light} />}
              </div>
              {todo.items.length > 0 && <Items items={todo.items} />}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Opening({ todo: { title, count, opens } }: { todo: Todo }) {
  const words = (
    <>
      <span>{title}</span>
      <span className="desk-count">{`${count.toLocaleString("zh-CN")} 件`}</span>
    </>
  );
  if (opens === null)
    return (
      <button type="button" className="bare desk-open" onClick={openTaskCenter}>
        {words}
      </button>
    );
  return (
    <PlaceLink to={opens.to} {...(opens.search && { search: opens.search })} className="desk-open">
      {words}
    </PlaceLink>
  );
}

function Items({ items }: { items: Todo["items"] }) {
  return (
    <ul className="desk-items">
      {items.map(({ to, search, title, light }) => (
        <li key={`${to} ${title}`} className="desk-line">
          <PlaceLink to={to} {...(search && { search })}>
            {title}
          </PlaceLink>
          {items.length > 1 && light.state !== "none" && <span className="small soft desk-due">{light.text}</span>}
        </li>
      ))}
    </ul>
  );
}
