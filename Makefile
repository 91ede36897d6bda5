# What is typed here. Every target hands over at once: nothing is decided in this file.
.DEFAULT_GOAL := help
.PHONY: help serve test bench backup restore audit sbom pictures catalogue lock

help: ## Affiche cette liste
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' Makefile

serve: ## Installe ce qu’il faut et sert le site sur http://127.0.0.1:8000/ (ou PORT=…, DATA_DIR=…, ADMIN_PASSWORD=…)
	@sh deploy/run.sh serve

test: ## Vérifie tout : style, réglages, tests sur SQLite et PostgreSQL, parcours dans Chromium
	@sh deploy/run.sh test

bench: ## Mesure les pages à 100, 1 000 et 10 000 contenus, sur SQLite et PostgreSQL (ou SIZES="1000 100000")
	@sh deploy/run.sh bench

backup: ## Copie le site, base et fichiers, dans var/backups/ (ou DATA_DIR=…)
	@sh deploy/run.sh backup

restore: ## Remet le site tel qu’il est dans une copie : make restore COPIE=var/backups/portail-….tar.gz
	@sh deploy/run.sh restore "$(COPIE)" $(if $(REPLACE),--replace)

audit: ## Cherche les failles connues des bibliothèques (il faut le réseau)
	@sh deploy/run.sh audit

sbom: ## Écrit la liste de ce dont le site est fait (CycloneDX) dans var/sbom.json
	@sh deploy/run.sh sbom

pictures: ## Refait les images de l’aide à la rédaction, prises dans le CMS (après make test)
	.venv/bin/python -m deploy.guide_pictures

catalogue: ## Compile le français ajouté aux bibliothèques (portal/locale/)
	.venv/bin/python -m deploy.catalogue

lock: ## Refait les fichiers de versions figées, avec uv (UPGRADE=1 : des dernières versions permises)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes $(if $(UPGRADE),--upgrade) requirements.in -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes $(if $(UPGRADE),--upgrade) deploy/s3/requirements.in -o deploy/s3/requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes $(if $(UPGRADE),--upgrade) tests/requirements.in -o tests/requirements.txt
