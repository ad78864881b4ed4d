"""What stands beside the life somebody regains."""

from services.user_cessation.words import Fact, Words

LIFE_REGAINED = Fact(
    code="life-regained",
    words=Words(
        en="An estimate over a population. The full benefit comes only with stopping completely.",
        vi="Con số ước tính trên dân số. Chỉ khi bỏ hẳn bạn mới nhận được toàn bộ lợi ích.",
    ),
    source="UCL 2024 (Addiction): 20 minutes a cigarette; BMJ 2000: 11 minutes",
)
