-- 项目台账: what an import brought can be taken back.

-- 撤销导入: the row stays for the history, its facts are void, nobody sees it.
alter table project add column removed_at timestamptz;
