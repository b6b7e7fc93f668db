import { useQueries } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { useLook } from "../look/useLook.ts";
import { Window } from "../look/Window.tsx";
import { useActor } from "../wire/Actor.tsx";
import { useServices } from "../wire/Services.tsx";
import { openTaskCenter } from "../wire/taskcenter.ts";
import { usePlace } from "../wire/usePlace.ts";
import type { Page, Searcher } from "./pages.ts";
import { visited } from "./visited.ts";

interface Item {
  key: string;
  group: string;
  title: string;
  hint?: string | null;
  run: () => void;
}

interface CommandMenuProps {
  pages: Page[];
  searchers: Searcher[];
  close: () => void;
}

/** Ctrl/⌘-K: go to, create, act, and find records by name. */
export function CommandMenu({ pages, searchers, close }: CommandMenuProps) {
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const id = useId();
  const commands = useCommands(pages);
  const { hits, isBusy } = useHits(searchers, text.trim());
  const wanted = text.trim().toLowerCase();
  const recent = useVisited();
  const items: Item[] = [
    ...(wanted === "" ? recent : []),
    ...hits,
    ...commands.filter((item) => item.words.includes(wanted)),
  ];
  const chosen = items[Math.min(at, items.length - 1)];
  const run = (item: Item | undefined) => {
    if (!item) return;
    close();
    item.run();
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((items.length + at + step) % Math.max(1, items.length));
    else if (event.key === "Enter" && !event.nativeEvent.isComposing) run(chosen);
    else return;
    event.preventDefault();
  };
  useEffect(() => document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: "nearest" }), [id, at]);
  return (
    <Window title="查找与命令" place="top" bare close={close}>
      <input
        className="command-input"
        role="combobox"
        aria-label="查找与命令"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={chosen ? `${id}-${items.indexOf(chosen)}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        placeholder={
          searchers.length > 0
            ? `查找${searchers.map((each) => each.title).join("、")}，或输入要去的页面、要做的事`
            : "输入要去的页面或要做的事"
        }
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <div id={`${id}-list`} className="command-list" role="listbox" aria-label="结果">
        {items.map((item, index) => (
          <div key={item.key} role="presentation">
            {item.group !== items[index - 1]?.group && (
              <div className="menu-head" role="presentation">
                {item.group}
              </div>
            )}
            {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are pressed in the input above */}
            <div
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              className="command-item"
              aria-selected={item === chosen}
              onPointerMove={() => setAt(index)}
              onClick={() => run(item)}
            >
              <span>{item.title}</span>
              {item.hint && <span className="small soft">{item.hint}</span>}
            </div>
          </div>
        ))}
      </div>
      {items.length === 0 && (
        <p className="soft command-none" role="status">
          {isBusy ? "正在查找" : `没有找到“${text.trim()}”`}
        </p>
      )}
    </Window>
  );
}

function useCommands(pages: Page[]): (Item & { words: string })[] {
  const { go } = usePlace();
  const { can } = useActor();
  const { jobs } = useServices();
  const { look, choose } = useLook();
  const goTo = pages
    .filter((page) => page.menu)
    .map((page) => ({
      key: `page:${page.address}`,
      group: "前往",
      title: page.title,
      keywords: page.keywords,
      run: () => go(page.address),
    }));
  const act = pages
    .flatMap((page) => page.commands ?? [])
    .filter((command) => can(command.permission))
    .map(({ title, to, search, keywords }) => ({
      key: `act:${title}`,
      group: "办理",
      title,
      keywords,
      run: () => go(to, search),
    }));
  const own = [
    ...(jobs ? [{ key: "own:jobs", group: "其他", title: "任务中心", keywords: "rwzx", run: openTaskCenter }] : []),
    {
      key: "own:look",
      group: "其他",
      title: look === "dark" ? "换成浅色" : "换成深色",
      keywords: "外观 主题",
      run: () => choose(look === "dark" ? "light" : "dark"),
    },
  ];
  return [...act, ...goTo, ...own].map(({ keywords, ...item }) => ({
    ...item,
    words: `${item.title} ${keywords ?? ""}`.toLowerCase(),
  }));
}

function useHits(searchers: Searcher[], text: string) {
  const { call } = useServices();
  const { can } = useActor();
  const { agency, go } = usePlace();
  const late = useLate(text);
  const open = searchers.filter((searcher) => can(searcher.permission));
  const answers = useQueries({
    queries: open.map((searcher) => ({
      queryKey: [agency, "find", searcher.title, late],
      queryFn: ({ signal }: { signal: AbortSignal }) => searcher.search(late, call, signal),
      enabled: late.length > 0,
    })),
  });
  const hits = answers.flatMap(({ data }, index) =>
    text === ""
      ? []
      : (data ?? []).map(
          (hit): Item => ({
            key: `hit:${hit.id}`,
            group: hit.group ?? open[index]?.title ?? "",
            title: hit.title,
            hint: hit.hint ?? null,
            run: () => go(hit.to, hit.search),
          }),
        ),
  );
  return { hits, isBusy: answers.some((answer) => answer.isFetching) || late !== text };
}

function useVisited(): Item[] {
  const router = useRouter();
  const here = window.location.pathname;
  return visited()
    .filter((each) => !each.address.startsWith(here))
    .slice(0, 5)
    .map(({ title, address }) => ({
      key: `visited:${address}`,
      group: "最近",
      title,
      run: () => void router.navigate({ href: address } as never),
    }));
}

function useLate(text: string): string {
  const [late, setLate] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setLate(text), 150);
    return () => clearTimeout(timer);
  }, [text]);
  return late;
}
